package io.roomcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediansTest {
    @Test
    void theMiddleOneCounts() {
        assertThat(Medians.of(List.of(9.0, 1.0, 5.0))).isEqualTo(5.0);
    }

    @Test
    void ofAnEvenNumberTheLower() {
        assertThat(Medians.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.0);
    }

    @Test
    void ofNoneThereIsNone() {
        assertThat(Medians.of(List.of())).isNaN();
        assertThat(Medians.of(null)).isNaN();
    }

    @Test
    void allAreListedInTheirOrder() {
        assertThat(Medians.listed(List.of(1234.5, 2.0), "%,.1f")).isEqualTo("1,234.5, 2.0");
    }
}
