package io.roomcast.dispatch.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class LineTest {
    @Test
    void whoWasDueFirstGoesFirst() {
        var line = new Line(1);
        Line.Place held = line.enter(rank(0)).block();
        var served = new CopyOnWriteArrayList<Long>();
        var all = Flux.just(3L, 1L, 2L)
                .flatMap(second -> line.enter(rank(second)).doOnNext(place -> {
                    served.add(second);
                    place.close();
                }))
                .then()
                .toFuture();

        held.close();

        all.join();
        assertThat(served).containsExactly(1L, 2L, 3L);
    }

    @Test
    void neverMoreInsideThanPlaces() {
        var line = new Line(3);
        var inside = new AtomicInteger();
        List<Integer> seen = Flux.range(0, 2_000)
                .flatMap(
                        i -> Mono.usingWhen(
                                line.enter(rank(i)),
                                place -> Mono.fromSupplier(inside::incrementAndGet)
                                        .doOnNext(n -> inside.decrementAndGet()),
                                place -> Mono.fromRunnable(place::close)),
                        100)
                .collectList()
                .block();

        assertThat(seen).hasSize(2_000).allMatch(count -> count <= 3);
    }

    private static Line.Rank rank(long second) {
        return new Line.Rank(Instant.ofEpochSecond(second), 5, second);
    }
}
