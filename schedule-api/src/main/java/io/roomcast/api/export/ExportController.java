package io.roomcast.api.export;

import io.roomcast.api.access.Caller;
import io.roomcast.api.idempotency.Idempotency;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.model.time.WorkLoop;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/exports")
@RequiredArgsConstructor
class ExportController {
    private final Exports exports;
    private final ExportFile file;
    private final WorkLoop exportLoop;
    private final Idempotency idempotency;

    /** The caller's own, newest first. */
    @GetMapping
    Mono<ResponseEntity<Page<Export>>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return exports.list(caller, PageRequest.of(limit, cursor)).map(page -> Answers.page(page, request));
    }

    @GetMapping("/{id}")
    Mono<Export> get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return exports.get(caller, id);
    }

    /** Written in the background: the location says how far it is. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<ResponseEntity<Export>> create(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ExportRequest body) {
        return idempotency
                .once(caller, key, "POST /api/exports", body, Export.class, () -> exports.create(caller, body))
                .doOnNext(made -> exportLoop.wake())
                .map(made -> Answers.accepted("/api/exports/" + made.id(), made));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return exports.delete(caller, id);
    }

    /** The file, once it is done: UTF-8 with a byte order mark, RFC 4180. */
    @GetMapping(path = "/{id}/file", produces = "text/csv")
    Mono<ResponseEntity<Flux<DataBuffer>>> file(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, ServerHttpResponse response) {
        return exports.toDownload(caller, id)
                .map(found -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name(found) + "\"")
                        .body(file.content(found, response.bufferFactory())));
    }
}
