package io.roomcast.model.occurrence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatesTest {
    @Test
    void nothingThatWasSentOrIsUnknownGoesBackToPending() {
        assertThat(PartState.SENT.mayBecome(PartState.PENDING)).isFalse();
        assertThat(PartState.UNKNOWN.mayBecome(PartState.PENDING)).isFalse();
        assertThat(PartState.CONFIRMED.mayBecome(PartState.PENDING)).isFalse();
    }

    @Test
    void finalStatesAreLeftOnlyByLateEvidence() {
        List<OccurrenceState> left = Arrays.stream(OccurrenceState.values())
                .filter(OccurrenceState::isFinal)
                .filter(state -> Arrays.stream(OccurrenceState.values()).anyMatch(state::mayBecome))
                .toList();

        assertThat(left).containsExactly(OccurrenceState.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIRMED SENT, SUCCESS",
        "CONFIRMED FAILED SKIPPED, PARTIAL",
        "FAILED SKIPPED, FAILED",
        "SKIPPED SKIPPED, CANCELLED",
        "CONFIRMED UNKNOWN SKIPPED, UNKNOWN"
    })
    void anOccurrenceIsTheSumOfItsParts(String parts, OccurrenceState expected) {
        List<PartState> states =
                Arrays.stream(parts.split(" ")).map(PartState::valueOf).toList();

        assertThat(OccurrenceState.of(states)).isEqualTo(expected);
    }

    @Test
    void withoutPartsNothingWasSent() {
        assertThat(OccurrenceState.of(List.of())).isEqualTo(OccurrenceState.CANCELLED);
    }
}
