package io.roomcast.api.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

class LooksTest {
    private final Looks looks = new Looks(Duration.ofMillis(200));

    /** Looks until it is let go. */
    private static final class SlowRule implements AlertRule {
        private final AtomicInteger looked = new AtomicInteger();
        private final Sinks.One<Finding> letGo = Sinks.one();

        @Override
        public Set<AlertKind> kinds() {
            return Set.of();
        }

        @Override
        public Flux<Finding> look() {
            looked.incrementAndGet();
            return letGo.asMono().flux();
        }
    }

    @Test
    void aLookThatTakesLongIsJoinedByNoOther() {
        var slow = new SlowRule();

        assertThatThrownBy(() -> looks.of(slow).block()).hasCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> looks.of(slow).block()).hasMessageContaining("not over yet");
        assertThat(slow.looked).hasValue(1);

        slow.letGo.tryEmitEmpty();
        assertThat(looks.of(slow).block()).isEmpty();
        assertThat(slow.looked).hasValue(2);
    }

    @Test
    void aRuleThatFailsLooksAgain() {
        var failing = new SlowRule();
        failing.letGo.tryEmitError(new IllegalArgumentException("no database"));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> looks.of(failing).block()).hasMessage("no database");
        }
        assertThat(failing.looked).hasValue(2);
    }
}
