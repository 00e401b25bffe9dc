package io.roomcast.benchmark.api;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/**
 * Requests at a fixed rate, whether the one before has been answered or not. A latency counts from the moment at which the
 * request was meant to leave: what has to wait because the server is slow is not forgiven (coordinated omission).
 */
final class Load {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param request the n-th */
    Latencies run(int count, double perSecond, IntFunction<HttpRequest.Builder> request) {
        var nanos = new long[count];
        var failures = new AtomicInteger();
        var answers = new CompletableFuture<?>[count];
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long intended = start + (long) (i * 1_000_000_000L / perSecond);
            parkUntil(intended);
            int number = i;
            answers[i] = client.sendAsync(request.apply(i).timeout(LIMIT).build(), BodyHandlers.ofByteArray())
                    .handle((answer, failure) -> {
                        nanos[number] = System.nanoTime() - intended;
                        if (failure != null || isRefused(answer)) {
                            failures.incrementAndGet();
                        }
                        return number;
                    });
        }
        CompletableFuture.allOf(answers).join();
        return new Latencies(LongStream.of(nanos).toArray(), failures.get());
    }

    private static boolean isRefused(HttpResponse<?> answer) {
        return answer.statusCode() / 100 != 2;
    }

    private static void parkUntil(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanos - System.nanoTime();
        }
    }
}
