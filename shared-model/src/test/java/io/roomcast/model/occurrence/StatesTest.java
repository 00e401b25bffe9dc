package io.roomcast.model.occurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatesTest {
    @ParameterizedTest
    @EnumSource(
            value = PartState.class,
            names = {"SENT", "CONFIRMED", "UNKNOWN", "FAILED", "SKIPPED"})
    void nothingThatWasOrMayHaveBeenSentStartsAgain(PartState state) {
        assertThat(moves(state)).doesNotContain(PartState.PENDING, PartState.SENDING);
    }

    @Test
    void whatIsConfirmedFailedOrSkippedStaysSo() {
        assertThat(List.of(PartState.CONFIRMED, PartState.FAILED, PartState.SKIPPED))
                .allSatisfy(state -> assertThat(moves(state)).isEmpty());
    }

    @Test
    void ofTheFinalStatesOfAnOccurrenceOnlyUnknownIsLeft() {
        List<String> left = Arrays.stream(OccurrenceMove.values())
                .flatMap(move -> Arrays.stream(move.from().split(",")))
                .filter(state -> OccurrenceState.valueOf(state).isFinal())
                .toList();

        assertThat(left).containsExactly("UNKNOWN");
    }

    @Test
    void whatHasNotBegunDoesNotEndAsSent() {
        assertThat(OccurrenceMove.endOf(OccurrenceState.QUEUED).to(OccurrenceState.EXPIRED))
                .isEqualTo(OccurrenceState.EXPIRED);
        assertThatThrownBy(() -> OccurrenceMove.endOf(OccurrenceState.QUEUED).to(OccurrenceState.SUCCESS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OccurrenceMove.endOf(OccurrenceState.SUCCESS))
                .isInstanceOf(IllegalStateException.class);
    }

    private static List<PartState> moves(PartState state) {
        return Arrays.stream(PartMove.values())
                .filter(move -> Arrays.asList(move.from().split(",")).contains(state.name()))
                .map(PartMove::to)
                .filter(after -> after != state)
                .toList();
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
