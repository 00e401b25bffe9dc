package io.roomcast.api;

import org.springframework.http.HttpMethod;

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

    boolean changes() {
        return method != HttpMethod.GET && !path.endsWith("/preview") && !path.equals("/api/simulations");
    }
}
