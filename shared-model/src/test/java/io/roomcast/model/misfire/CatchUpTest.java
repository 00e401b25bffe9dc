package io.roomcast.model.misfire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomcast.model.misfire.CatchUp.Run;
import io.roomcast.model.misfire.CatchUp.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatchUpTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    /** Three runs: ten minutes, three minutes and one minute ago, under a window of five minutes. */
    @ParameterizedTest
    @CsvSource({"SKIP, EXPIRED SKIPPED SKIPPED", "LAST, EXPIRED SKIPPED SEND", "ALL, EXPIRED SEND SEND"})
    void sortsMissedRunsByPolicy(MissedRunPolicy policy, String expected) {
        var catchUp = new CatchUp(policy, Duration.ofMinutes(5));

        List<Verdict> verdicts = verdicts(catchUp, 600, 180, 60);

        assertThat(verdicts)
                .containsExactlyElementsOf(
                        Stream.of(expected.split(" ")).map(Verdict::valueOf).toList());
    }

    @Test
    void aRunWithinTheGraceIsNotMissed() {
        assertThat(verdicts(new CatchUp(MissedRunPolicy.SKIP, Duration.ofMinutes(5)), 29, 0))
                .containsExactly(Verdict.SEND, Verdict.SEND);
    }

    @Test
    void theLatestMissedRunIsSentThoughAPunctualOneFollows() {
        assertThat(verdicts(new CatchUp(MissedRunPolicy.LAST, Duration.ofMinutes(5)), 240, 120, 5))
                .containsExactly(Verdict.SKIPPED, Verdict.SEND, Verdict.SEND);
    }

    @Test
    void aWindowShorterThanTheGraceStillLetsAPunctualRunStart() {
        Instant expiresAt = new CatchUp(MissedRunPolicy.LAST, Duration.ZERO).expiresAt(NOW);

        assertThat(expiresAt).isEqualTo(NOW.plus(CatchUp.GRACE));
    }

    @Test
    void refusesAWindowOfMoreThanADay() {
        assertThatThrownBy(() -> new CatchUp(MissedRunPolicy.ALL, Duration.ofHours(25)))
                .hasMessageContaining("between 0 s and 24 h");
    }

    private static List<Verdict> verdicts(CatchUp catchUp, long... secondsAgo) {
        List<Instant> dueAts =
                java.util.Arrays.stream(secondsAgo).mapToObj(NOW::minusSeconds).toList();
        return catchUp.sort(dueAts, UnaryOperator.identity(), NOW).stream()
                .map(Run::verdict)
                .toList();
    }

    /** Three runs of a night that all had to wait for the morning: none of them is late. */
    @Test
    void theWindowCountsFromWhenARunCouldStart() {
        var catchUp = new CatchUp(MissedRunPolicy.LAST, Duration.ofMinutes(5));
        Instant morning = NOW.minusSeconds(20);

        List<Run> runs = catchUp.sort(
                List.of(NOW.minusSeconds(36_000), NOW.minusSeconds(18_000)),
                dueAt -> dueAt.isBefore(morning) ? morning : dueAt,
                NOW);

        assertThat(runs).extracting(Run::verdict).containsOnly(Verdict.SEND);
        assertThat(catchUp.expiresAt(runs.get(0).start())).isEqualTo(morning.plusSeconds(300));
    }
}
