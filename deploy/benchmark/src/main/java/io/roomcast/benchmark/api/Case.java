package io.roomcast.benchmark.api;

import java.net.http.HttpRequest;
import java.util.function.IntFunction;

/** One kind of request. @param limitMillis of the 99th percentile @param request the n-th */
record Case(String name, String who, double perSecond, int limitMillis, IntFunction<HttpRequest.Builder> request) {
    /** Requests that do not count: fifty, at a high rate ten seconds' worth, for the server's code to be compiled. */
    int warmUp() {
        return perSecond > 50 ? (int) (10 * perSecond) : 50;
    }
}
