package io.roomcast.benchmark.lateness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void areMillisecondsAtOrBelowWhichSoManyLie() {
        List<Long> micros =
                LongStream.rangeClosed(1, 1_000).mapToObj(it -> it * 1_000).toList();

        assertThat(Quantiles.of(micros)).isEqualTo(new Quantiles(500, 950, 990, 1_000));
    }

    @Test
    void ofOneAreThatOne() {
        assertThat(Quantiles.of(List.of(1_500L))).isEqualTo(new Quantiles(1.5, 1.5, 1.5, 1.5));
    }
}
