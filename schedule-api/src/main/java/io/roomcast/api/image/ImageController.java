package io.roomcast.api.image;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/images")
@RequiredArgsConstructor
class ImageController {
    /** Of the description alone: what comes in is never held as a whole. */
    private record PictureForm(
            @Schema(type = "string", format = "binary") String file) {}

    private final Images images;

    /** One picture as the part {@code file} of a multipart/form-data body. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = PictureForm.class)))
    Mono<ResponseEntity<Image>> upload(@AuthenticationPrincipal Caller caller, @RequestBody Flux<PartEvent> parts) {
        return images.upload(caller, parts)
                .map(image -> ResponseEntity.created(URI.create("/api/images/" + image.id()))
                        .body(image));
    }

    @GetMapping
    Mono<ResponseEntity<Page<Image>>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return images.list(caller, PageRequest.of(limit, cursor)).map(page -> Answers.page(page, request));
    }

    @GetMapping("/{id}")
    Mono<Image> get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return images.get(caller, id);
    }

    @GetMapping("/{id}/content")
    Mono<ResponseEntity<byte[]>> content(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return images.get(caller, id)
                .flatMap(image -> images.content(image).map(bytes -> picture(bytes, image.mediaType())));
    }

    @GetMapping("/{id}/thumbnail")
    Mono<ResponseEntity<byte[]>> thumbnail(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return images.get(caller, id)
                .flatMap(image -> images.thumbnail(image).map(bytes -> picture(bytes, MediaType.IMAGE_PNG_VALUE)));
    }

    /** What shows it, or is going to: while there is something, it cannot be deleted. */
    @GetMapping("/{id}/uses")
    Mono<ImageUses> uses(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return images.uses(caller, id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return images.delete(caller, id);
    }

    private static ResponseEntity<byte[]> picture(byte[] bytes, String mediaType) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mediaType))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .body(bytes);
    }
}
