package io.roomcast.benchmark;

import java.net.http.HttpRequest;
import java.util.function.IntFunction;

/** One kind of request. @param limitMillis of the 99th percentile @param request the n-th */
record Case(String name, String who, double perSecond, int limitMillis, IntFunction<HttpRequest.Builder> request) {}
