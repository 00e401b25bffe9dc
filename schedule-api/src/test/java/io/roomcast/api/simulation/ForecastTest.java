package io.roomcast.api.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.api.simulation.Expected.Outcome;
import io.roomcast.api.simulation.Message.Step;
import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.quota.QuotaProperties;
import io.roomcast.model.quota.Quotas;
import io.roomcast.model.quota.SentPart;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final Instant NINE = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant NOW = NINE.minusSeconds(3_600);
    private static final Quotas USUAL = new Quotas(new QuotaProperties(Duration.ofSeconds(30), 50, 5, 50, 200));
    private static final Duration WINDOW = Duration.ofMinutes(5);

    @Test
    void whatIsDueAtOnceInManyRoomsGoesThroughThePhoneOneAfterTheOther() {
        List<RoomRules> rooms = IntStream.range(0, 60).mapToObj(this::room).toList();
        List<Message> all =
                IntStream.range(0, 60).mapToObj(room -> text(room, NINE)).toList();

        List<Expected> expected = Forecast.of(NOW, rooms, all);

        assertThat(expected).hasSize(60).allMatch(it -> it.outcome() == Outcome.SENT);
        assertThat(starts(expected))
                .containsExactlyElementsOf(IntStream.range(0, 60)
                        .mapToObj(place -> NINE.plusSeconds(2L * place))
                        .toList());
        assertThat(expected.get(59).waits())
                .containsExactly(
                        new ExpectedWait("PHONE", "The phone is with other messages", NINE.plusSeconds(118), "of 58"));
    }

    @Test
    void twoMessagesOfARoomKeepTheirGap() {
        List<Expected> expected = Forecast.of(NOW, List.of(room(1)), List.of(text(1, NINE), text(1, NINE)));

        assertThat(starts(expected)).containsExactly(NINE, NINE.plusSeconds(32));
        assertThat(expected.get(1).waits()).singleElement().satisfies(wait -> {
            assertThat(wait.reason()).isEqualTo("GAP");
            assertThat(wait.until()).isEqualTo(NINE.plusSeconds(32));
            assertThat(wait.behind()).isEqualTo("of 1");
        });
    }

    @Test
    void whatTheRoomHadBeforeCounts() {
        var had = List.of(new SentPart(7, NINE.minusSeconds(10)));
        var room = new RoomRules(1, SEOUL, USUAL, QuietHours.NONE, null, had);

        assertThat(starts(Forecast.of(NINE.minusSeconds(5), List.of(room), List.of(text(1, NINE)))))
                .containsExactly(NINE.plusSeconds(20));
    }

    @Test
    void aFullMinuteDefersTheNext() {
        var quotas = new Quotas(new QuotaProperties(Duration.ZERO, 50, 3, 50, 200));
        var room = new RoomRules(1, SEOUL, quotas, QuietHours.NONE, null, List.of());

        List<Expected> expected = Forecast.of(NOW, List.of(room), Collections.nCopies(4, text(1, NINE)));

        // The first of the three was over two seconds after nine.
        assertThat(expected.get(3).startsAt()).isEqualTo(NINE.plusSeconds(62));
        assertThat(expected.get(3).waits())
                .singleElement()
                .satisfies(wait -> assertThat(wait.rule()).contains("3 parts in a minute"));
    }

    @Test
    void quietHoursPutOffAndTheWindowCountsFromTheirEnd() {
        var quiet = new QuietHours(List.of(new QuietHours.Span(LocalTime.of(8, 0), LocalTime.of(10, 0))));
        var room = new RoomRules(1, SEOUL, USUAL, quiet, null, List.of());

        Expected expected =
                Forecast.of(NOW, List.of(room), List.of(text(1, NINE))).get(0);

        assertThat(expected.outcome()).isEqualTo(Outcome.SENT);
        assertThat(expected.startsAt()).isEqualTo(NINE.plusSeconds(3_600));
    }

    @Test
    void aPausedRoomLetsTheWindowPass() {
        var closed = new ExpectedWait("ROOM_PAUSED", "repair", NINE.plusSeconds(3_600));
        var room = new RoomRules(1, SEOUL, USUAL, QuietHours.NONE, closed, List.of());

        Expected expected =
                Forecast.of(NOW, List.of(room), List.of(text(1, NINE))).get(0);

        assertThat(expected.outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(expected.startsAt()).isNull();
        assertThat(expected.waits()).containsExactly(closed);
    }

    @Test
    void anAdvertisementWaitsForTheMorningAndLetsOthersPass() {
        Instant night = Instant.parse("2026-11-23T13:00:00Z");
        Message advertisement = message(1, night, true, false, List.of(step(2)));

        List<Expected> expected =
                Forecast.of(NOW, List.of(room(1)), List.of(advertisement, text(1, night.plusSeconds(60))));

        assertThat(starts(expected)).containsExactly(night.plusSeconds(60), Instant.parse("2026-11-23T23:00:00Z"));
    }

    @Test
    void whatCanNeverStartEnds() {
        var days = new QuietHours(List.of(new QuietHours.Span(LocalTime.of(8, 0), LocalTime.of(21, 0))));
        var always = new QuietHours(List.of(
                new QuietHours.Span(LocalTime.of(8, 0), LocalTime.of(20, 0)),
                new QuietHours.Span(LocalTime.of(20, 0), LocalTime.of(8, 0))));
        Message advertisement = message(1, NINE.plusSeconds(13 * 3_600), true, false, List.of(step(2)));
        var rooms = List.of(
                new RoomRules(1, SEOUL, USUAL, days, null, List.of()),
                new RoomRules(2, SEOUL, USUAL, always, null, List.of()));

        List<Expected> expected = Forecast.of(NOW, rooms, List.of(advertisement, text(2, NINE)));

        assertThat(expected).hasSize(2).allMatch(it -> it.outcome() == Outcome.EXPIRED);
    }

    @Test
    void whatWasReadyBeforeQuietHoursIsSentWhenThePhoneIsFree() {
        var quiet = new QuietHours(List.of(new QuietHours.Span(LocalTime.of(9, 0), LocalTime.of(10, 0))));
        List<RoomRules> rooms = IntStream.range(0, 60)
                .mapToObj(id -> new RoomRules(id, SEOUL, USUAL, quiet, null, List.of()))
                .toList();
        Instant before = NINE.minusSeconds(30);

        List<Expected> expected = Forecast.of(
                NOW,
                rooms,
                IntStream.range(0, 60).mapToObj(room -> text(room, before)).toList());

        assertThat(expected.get(59).startsAt()).isEqualTo(before.plusSeconds(118));
    }

    @Test
    void anAdvertisementThatIsUnderWayAtNightGoesOnInTheMorning() {
        Instant evening = Instant.parse("2026-11-23T11:59:30Z");
        Message twoParts = message(
                1, evening, true, false, List.of(new Step(Duration.ofSeconds(2), Duration.ofSeconds(60)), step(2)));

        Expected expected =
                Forecast.of(NOW, List.of(room(1)), List.of(twoParts)).get(0);

        assertThat(expected.startsAt()).isEqualTo(evening);
        assertThat(expected.endsAt()).isEqualTo(Instant.parse("2026-11-23T23:00:02Z"));
    }

    @Test
    void inTheMorningTheEarlierMomentGoesFirst() {
        Instant night = Instant.parse("2026-11-23T13:00:00Z");
        Instant morning = Instant.parse("2026-11-23T23:00:00Z");
        Message first = message(1, night, true, false, List.of(step(2)));
        Message second = new Message(
                2L,
                "y",
                false,
                true,
                1,
                night.plusSeconds(3_600),
                night.plusSeconds(3_900),
                WINDOW,
                1,
                true,
                false,
                List.of(step(2)));

        assertThat(Forecast.of(NOW, List.of(room(1)), List.of(second, first, text(1, morning))))
                .extracting(it -> it.message().dueAt())
                .containsExactly(night, night.plusSeconds(3_600), morning);
    }

    @Test
    void aRunIsLeftOutWhileTheOneBeforeItIsOpen() {
        Message slow = message(1, NINE, false, true, List.of(step(90), step(2)));

        List<Expected> expected = Forecast.of(
                NOW, List.of(room(1)), List.of(slow, message(1, NINE.plusSeconds(60), false, true, List.of(step(2)))));

        assertThat(expected).extracting(Expected::outcome).containsExactly(Outcome.SENT, Outcome.SKIPPED);
    }

    @Test
    void thePhoneServesOthersBetweenTheParts() {
        Message twoParts = message(
                1, NINE, false, false, List.of(new Step(Duration.ofSeconds(2), Duration.ofSeconds(60)), step(2)));

        List<Expected> expected =
                Forecast.of(NOW, List.of(room(1), room(2)), List.of(twoParts, text(2, NINE.plusSeconds(1))));

        assertThat(expected).extracting(it -> it.message().roomId()).containsExactly(2L, 1L);
        assertThat(expected.get(0).startsAt()).isEqualTo(NINE.plusSeconds(2));
        assertThat(expected.get(1).endsAt()).isEqualTo(NINE.plusSeconds(64));
    }

    @Test
    void theUrgentGoFirst() {
        var late = new ArrayList<Message>();
        late.add(text(1, NINE));
        late.add(new Message(
                2L, "urgent", false, true, 2, NINE, NINE.plus(WINDOW), WINDOW, 0, false, false, List.of(step(2))));

        assertThat(Forecast.of(NOW, List.of(room(1), room(2)), late))
                .extracting(it -> it.message().roomId())
                .containsExactly(2L, 1L);
    }

    /** Whatever is given: each message once, one part at a time on the phone, no room before its gap, nothing after its window. */
    @Test
    void randomDaysBreakNoRule() {
        var random = new Random(5);
        for (int day = 0; day < 50; day++) {
            List<RoomRules> rooms = IntStream.range(0, 8).mapToObj(this::room).toList();
            List<Message> all = IntStream.range(0, 120)
                    .mapToObj(it -> message(
                            random.nextInt(8),
                            NINE.plusSeconds(random.nextInt(1_200)),
                            false,
                            false,
                            Collections.nCopies(1 + random.nextInt(3), step(1 + random.nextInt(5)))))
                    .toList();

            List<Expected> expected = Forecast.of(NOW, rooms, all);

            assertThat(expected).extracting(Expected::message).containsExactlyInAnyOrderElementsOf(all);
            for (long room = 0; room < 8; room++) {
                assertGaps(ofRoom(expected, room));
            }
            assertThat(expected)
                    .filteredOn(it -> it.startsAt() != null)
                    .allSatisfy(it -> assertThat(it.startsAt())
                            .isAfterOrEqualTo(it.message().dueAt())
                            .isBeforeOrEqualTo(it.message().dueAt().plus(WINDOW)));
            assertThat(expected.stream()
                            .filter(it -> it.startsAt() != null)
                            .flatMap(it -> it.message().steps().stream())
                            .map(Step::busy)
                            .reduce(Duration.ZERO, Duration::plus))
                    .isLessThanOrEqualTo(Duration.ofSeconds(1_200).plus(WINDOW).plusSeconds(60));
        }
    }

    private static void assertGaps(List<Expected> ofRoom) {
        for (int i = 1; i < ofRoom.size(); i++) {
            assertThat(ofRoom.get(i).startsAt())
                    .isAfterOrEqualTo(
                            java.util.Objects.requireNonNull(ofRoom.get(i - 1).endsAt())
                                    .plusSeconds(30));
        }
    }

    private static List<Expected> ofRoom(List<Expected> expected, long room) {
        return expected.stream()
                .filter(it -> it.message().roomId() == room && it.startsAt() != null)
                .toList();
    }

    private static List<Instant> starts(List<Expected> expected) {
        return expected.stream().map(Expected::startsAt).toList();
    }

    private RoomRules room(int id) {
        return new RoomRules(id, SEOUL, USUAL, QuietHours.NONE, null, List.of());
    }

    private static Message text(long room, Instant dueAt) {
        return message(room, dueAt, false, false, List.of(step(2)));
    }

    private static Message message(
            long room, Instant dueAt, boolean heldAtNight, boolean avoidsOverlap, List<Step> steps) {
        return new Message(
                1L,
                "of " + room,
                false,
                true,
                room,
                dueAt,
                dueAt.plus(WINDOW),
                WINDOW,
                5,
                heldAtNight,
                avoidsOverlap,
                steps);
    }

    private static Step step(int seconds) {
        return new Step(Duration.ofSeconds(seconds), Duration.ZERO);
    }
}
