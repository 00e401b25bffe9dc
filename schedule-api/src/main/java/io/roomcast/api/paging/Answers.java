package io.roomcast.api.paging;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** The forms of a successful answer. */
public final class Answers {
    private Answers() {}

    /** With {@code Link: rel="next"} when there is a next page. */
    public static <T> ResponseEntity<Page<T>> page(Page<T> page, ServerHttpRequest request) {
        var answer = ResponseEntity.ok();
        if (page.nextCursor() != null) {
            String next = UriComponentsBuilder.fromPath(request.getPath().value())
                    .queryParams(request.getQueryParams())
                    .replaceQueryParam("cursor", page.nextCursor())
                    .encode()
                    .build()
                    .toUriString();
            answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return answer.body(page);
    }

    /** With the version as its entity tag. */
    public static <T> ResponseEntity<T> versioned(T body, int version) {
        return ResponseEntity.ok().eTag(Version.tag(version)).body(body);
    }

    /** Taken, and not over yet: the location says how it goes. */
    public static <T> ResponseEntity<T> accepted(String location, T body) {
        return ResponseEntity.accepted().location(URI.create(location)).body(body);
    }

    public static <T> ResponseEntity<T> created(String location, T body, int version) {
        return ResponseEntity.created(URI.create(location))
                .eTag(Version.tag(version))
                .body(body);
    }
}
