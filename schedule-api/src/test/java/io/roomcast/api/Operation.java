package io.roomcast.api;

import org.springframework.http.HttpMethod;
import org.springframework.web.util.UriComponentsBuilder;

/** One method of one path of the API's description. */
record Operation(HttpMethod method, String path) {
    String resource() {
        return path.split("/", -1)[2];
    }

    boolean hasId() {
        return path.contains("{id}");
    }

    String uri(Object id) {
        return path.replace("{id}", String.valueOf(id))
                .replace("{originalAt}", "2080-01-01T00:00:00Z")
                .replace("{bulkId}", "none")
                .replace("{date}", "2031-07-07");
    }

    /** With every query parameter of its description at its example. */
    String uriWithExamples(Object id) {
        var uri = UriComponentsBuilder.fromPath(uri(id));
        Description.node(this).path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                uri.queryParam(
                        parameter.path("name").asText(),
                        parameter.path("example").asText());
            }
        });
        return uri.build().toUriString();
    }

    boolean changes() {
        return method != HttpMethod.GET && !path.endsWith("/preview") && !path.equals("/api/simulations");
    }
}
