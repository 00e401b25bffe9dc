package io.roomcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.faults.Evidence.Leftovers;
import io.roomcast.faults.Evidence.Part;
import io.roomcast.faults.Evidence.Run;
import io.roomcast.faults.Violation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A judge that never finds anything proves nothing: each kind of broken promise is shown to it. */
class JudgeTest extends Trial {
    @Test
    void findsNothingWhereAllIsWell() {
        Asked first = asked(NOON);
        sent(first, NOON);
        Asked second = asked(NOON.plusSeconds(31));
        sent(second, NOON.plusSeconds(31));

        assertThat(verdict()).isEmpty();
    }

    @Test
    void aMomentWithoutARunIsLost() {
        asked(NOON);

        assertThat(verdict()).containsExactly(Kind.LOST);
    }

    @Test
    void aMessageThatTheBrokerTookAndNobodyKnowsIsLost() {
        ledger.add(Asked.By.MESSAGE, ROOM, List.of(), false).accepted = NOON;

        assertThat(verdict()).containsExactly(Kind.LOST);
    }

    @Test
    void aCommandWithoutAnAnswerIsLost() {
        ledger.add(Asked.By.COMMAND, ROOM, List.of(NOON), false).accepted = NOON.minusSeconds(30);

        assertThat(verdict()).containsExactly(Kind.LOST);
    }

    @Test
    void aCommandThatWasRefusedNeedsNoRun() {
        Asked refused = ledger.add(Asked.By.COMMAND, ROOM, List.of(NOON), false);
        refused.accepted = NOON.minusSeconds(30);
        commands.put(refused.text(), 422);

        assertThat(verdict()).isEmpty();
    }

    @Test
    void twoAcceptedCallsAreDoubled() {
        Asked one = asked(NOON);
        sent(one, NOON);
        journal(one.text(), NOON.plusSeconds(90));

        assertThat(verdict()).contains(Kind.DOUBLED);
    }

    @Test
    void twoRunsOfOneMomentAreDoubled() {
        Asked one = asked(NOON);
        sent(one, NOON);
        run(one, NOON, "CANCELLED", List.of());

        assertThat(verdict()).contains(Kind.DOUBLED);
    }

    @Test
    void aRunThatIsNotDueIsDoubled() {
        Asked one = asked(NOON);
        sent(one, NOON);
        run(one, NOON.plusSeconds(60), "CANCELLED", List.of());

        assertThat(verdict()).contains(Kind.DOUBLED);
    }

    @Test
    void sentWithoutAnAcceptedCallIsAWrongProof() {
        Asked one = asked(NOON);
        run(one, NOON, "SUCCESS", List.of(new Part("TEXT", "SENT")));

        assertThat(verdict()).containsExactly(Kind.WRONG_PROOF);
    }

    @Test
    void anAcceptedCallOfWhatFailedIsAWrongProof() {
        Asked one = asked(NOON);
        run(one, NOON, "FAILED", List.of(new Part("TEXT", "FAILED")));
        journal(one.text(), NOON);

        assertThat(verdict()).containsExactly(Kind.WRONG_PROOF);
    }

    @Test
    void theOldTextAfterAChangeIsAWrongProof() {
        Asked one = asked(NOON);
        one.changed = NOON.minusSeconds(5);
        sent(one, NOON);

        assertThat(verdict()).containsExactly(Kind.WRONG_PROOF);
    }

    @Test
    void whatIsUnknownMayHaveBeenAcceptedOrNot() {
        Asked one = asked(NOON);
        run(one, NOON, "UNKNOWN", List.of(new Part("TEXT", "UNKNOWN")));
        Asked other = asked(NOON.plusSeconds(100));
        run(other, NOON.plusSeconds(100), "UNKNOWN", List.of(new Part("TEXT", "UNKNOWN")));
        journal(other.text(), NOON.plusSeconds(100));

        assertThat(verdict()).isEmpty();
    }

    @Test
    void aPhoneThatTakesTwoAtOnceIsFound() {
        Asked one = asked(NOON);
        run(one, NOON, "SUCCESS", List.of(new Part("TEXT", "CONFIRMED")));
        entry("accepted", CHANNEL, one.text(), NOON);
        Asked other = ledger.add(Asked.By.API, 8, List.of(NOON), false);
        other.accepted = NOON.minusSeconds(10);
        runs.add(run(8, other.text(), NOON, "SUCCESS", List.of(new Part("TEXT", "CONFIRMED"))));
        entry("accepted", CHANNEL + 1, other.text(), NOON.plusMillis(5));
        entry("delivered", CHANNEL, one.text(), NOON.plusMillis(10));

        assertThat(verdict()).containsExactly(Kind.TWO_AT_ONCE);
    }

    @Test
    void aPhoneThatDiedHasNothingOnItsWay() {
        Asked one = asked(NOON);
        run(one, NOON, "SUCCESS", List.of(new Part("TEXT", "CONFIRMED")));
        entry("accepted", CHANNEL, one.text(), NOON);
        entry("restarted", 0, "", NOON.plusSeconds(1));
        sent(asked(NOON.plusSeconds(60)), NOON.plusSeconds(60));

        assertThat(verdict()).isEmpty();
    }

    @Test
    void aCallAfterTheCancelIsFoundUnlessItWasInFlight() {
        Asked one = asked(NOON);
        one.cancelAsked = NOON.minusMillis(20);
        one.cancelled = NOON.minusMillis(10);
        sent(one, NOON);

        assertThat(verdict()).containsExactly(Kind.AFTER_CANCEL);
        one.inFlight = true;
        assertThat(verdict()).isEmpty();
    }

    @Test
    void aMomentBeforeTheCancelIsPromisedAndOneAfterItIsNot() {
        asked(NOON).cancelAsked = NOON.minusMillis(1);
        asked(NOON).cancelAsked = NOON.plusMillis(1);

        assertThat(verdict()).containsExactly(Kind.LOST);
    }

    @Test
    void whatIsNotFinalOrHasNoLogIsFound() {
        Asked open = asked(NOON);
        run(open, NOON, "QUEUED", List.of());
        Asked silent = asked(NOON.plusSeconds(100));
        runs.add(new Run(
                99,
                ROOM,
                NOON.plusSeconds(100),
                NOON.plusSeconds(400),
                5,
                "CANCELLED",
                silent.text(),
                NOON,
                NOON,
                List.of(),
                0));

        assertThat(verdict()).containsExactly(Kind.NOT_FINAL, Kind.NOT_FINAL);
    }

    @Test
    void whatExpiredInItsWindowIsLost() {
        run(asked(NOON), NOON, "EXPIRED", List.of());

        assertThat(verdict()).containsExactly(Kind.LOST);
    }

    @Test
    void whatIsLeftOverIsFound() {
        leftovers = new Leftovers(1, 2, 3, List.of("upload"), List.of("onErrorDropped"));

        assertThat(verdict()).hasSize(5).containsOnly(Kind.LEFT_OVER);
    }
}
