package io.roomcast.api.template;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.paging.Version;
import io.roomcast.api.problem.Checks;
import jakarta.validation.Validator;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/templates")
@RequiredArgsConstructor
class TemplateController {
    private final Templates templates;
    private final Validator validator;

    @GetMapping
    Mono<ResponseEntity<Page<Template>>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return templates.list(caller, PageRequest.of(limit, cursor)).map(page -> Answers.page(page, request));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Template>> get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return templates.get(caller, id).map(found -> Answers.versioned(found, found.version()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Template>> create(@AuthenticationPrincipal Caller caller, @RequestBody TemplateRequest body) {
        Checks.of(validator, body).throwIfAny();
        return templates
                .create(caller, body)
                .map(made -> Answers.created("/api/templates/" + made.id(), made, made.version()));
    }

    @PutMapping("/{id}")
    Mono<ResponseEntity<Template>> update(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody TemplateRequest body) {
        Checks.of(validator, body).throwIfAny();
        return templates
                .update(caller, id, Version.required(ifMatch), body)
                .map(changed -> Answers.versioned(changed, changed.version()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return templates.delete(caller, id, Version.required(ifMatch));
    }
}
