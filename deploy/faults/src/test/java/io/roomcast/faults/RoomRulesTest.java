package io.roomcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.faults.Evidence.Part;
import io.roomcast.faults.Violation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds within a room, broken: its order, its gap, its parts in a minute. */
class RoomRulesTest extends Trial {
    @Test
    void theLaterMomentFirstIsOutOfOrder() {
        Asked first = asked(NOON);
        Asked second = asked(NOON.plusSeconds(60));
        sent(second, NOON.plusSeconds(60));
        run(first, NOON, "SUCCESS", List.of(new Part("TEXT", "CONFIRMED")));
        journal(first.text(), NOON.plusSeconds(120));

        assertThat(verdict()).containsExactly(Kind.OUT_OF_ORDER);
    }

    @Test
    void whatCameTooLateForItsMomentHasNoPlaceInTheOrder() {
        Asked first = asked(NOON);
        first.accepted = NOON.minusMillis(500);
        Asked second = asked(NOON.plusSeconds(60));
        sent(second, NOON.plusSeconds(60));
        run(first, NOON, "SUCCESS", List.of(new Part("TEXT", "CONFIRMED")));
        journal(first.text(), NOON.plusSeconds(120));

        assertThat(verdict()).isEmpty();
    }

    @Test
    void aSixthPartWithinAMinuteIsTooMany() {
        sent(asked(NOON), NOON);
        for (int i = 1; i < 5; i++) {
            picture(NOON.plusSeconds(i));
        }
        picture(NOON.plusSeconds(46));
        assertThat(verdict()).isEmpty();

        picture(NOON.plusSeconds(44));
        assertThat(verdict()).contains(Kind.TOO_MANY);
    }

    @Test
    void twoMessagesWithinTheGapAreTooMany() {
        sent(asked(NOON), NOON);
        sent(asked(NOON.plusSeconds(20)), NOON.plusSeconds(20));

        assertThat(verdict()).containsExactly(Kind.TOO_MANY);
    }
}
