package io.roomcast.model.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.quota.QuotaUsage.Count;
import io.roomcast.model.quota.QuotaVerdict.Admit;
import io.roomcast.model.quota.QuotaVerdict.Defer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final Instant NOON = Instant.parse("2026-11-20T03:00:00Z");
    private static final QuotaProperties LIMITS = new QuotaProperties(Duration.ofSeconds(30), 50, 5, 50, 200);

    private final Quotas quotas = new Quotas(LIMITS);

    @Test
    void anEmptyRoomTakesAnything() {
        assertThat(quotas.decide(List.of(), 3, NOON, SEOUL)).isInstanceOf(Admit.class);
    }

    @Test
    void twoMessagesAreThirtySecondsApart() {
        List<SentPart> sent = List.of(new SentPart(1, NOON.minusSeconds(29)));

        assertThat(quotas.decide(sent, 1, NOON, SEOUL))
                .isEqualTo(new Defer(WaitReason.GAP, "30 s between two messages of a room", NOON.plusSeconds(1)));
        assertThat(quotas.decide(sent, 1, NOON.plusSeconds(1), SEOUL)).isInstanceOf(Admit.class);
    }

    @Test
    void aMessageIsNeverCutByAQuota() {
        List<SentPart> three = parts(1, NOON.minusSeconds(50), 3);

        Defer defer = (Defer) quotas.decide(three, 3, NOON, SEOUL);

        assertThat(defer.reason()).isEqualTo(WaitReason.QUOTA);
        assertThat(defer.until()).isEqualTo(NOON.plusSeconds(10));
        assertThat(quotas.decide(three, 2, NOON, SEOUL)).isInstanceOf(Admit.class);
    }

    @Test
    void aDayEndsAtTheRoomsMidnight() {
        var sent = new ArrayList<SentPart>();
        IntStream.range(0, 50).forEach(i -> sent.add(new SentPart(i, NOON.minusSeconds(7_200 + i * 120L))));

        Defer defer = (Defer) quotas.decide(sent, 1, NOON, SEOUL);

        assertThat(defer.rule()).isEqualTo("50 messages a day; the room has had 50");
        assertThat(defer.until()).isEqualTo(Instant.parse("2026-11-20T15:00:00Z"));
        assertThat(quotas.decide(sent, 1, defer.until(), SEOUL)).isInstanceOf(Admit.class);
    }

    /** In fewer messages than a day takes, none of them in the last hour. */
    @Test
    void aDayTakesTwoHundredParts() {
        Instant midnight = Instant.parse("2026-11-19T15:00:00Z");
        List<SentPart> sent = IntStream.range(0, 200)
                .mapToObj(i -> new SentPart(i / 5, midnight.plus(Duration.ofMinutes(15L * (i / 5)))))
                .toList();

        Defer defer = (Defer) quotas.decide(sent, 1, NOON, SEOUL);

        assertThat(defer.rule()).startsWith("200 parts a day");
        assertThat(defer.until()).isEqualTo(Instant.parse("2026-11-20T15:00:00Z"));
        assertThat(quotas.decide(sent.subList(0, 199), 1, NOON, SEOUL)).isInstanceOf(Admit.class);
    }

    @Test
    void aRoomsOwnLimitsStandInsteadOfTheUsualOnes() {
        Quotas own = quotas.with(new RoomQuotas(5, null, 3, null, null));
        List<SentPart> three = parts(1, NOON.minusSeconds(10), 3);

        Defer defer = (Defer) own.decide(three, 1, NOON, SEOUL);

        assertThat(defer.rule()).startsWith("3 parts in a minute");
        assertThat(own.decide(three.subList(0, 2), 1, NOON, SEOUL)).isInstanceOf(Admit.class);
        assertThat(quotas.decide(three.subList(0, 2), 1, NOON, SEOUL)).isInstanceOf(Defer.class);
    }

    /** Sends as the verdicts allow, for two simulated days, and counts what the room got by itself. */
    @Test
    void whatWasHadIsCountedAsItIsJudged() {
        var sent = new ArrayList<SentPart>();
        sent.addAll(parts(1, Instant.parse("2026-11-19T14:59:59Z"), 3));
        sent.addAll(parts(2, NOON.minusSeconds(3_600), 3));
        sent.addAll(parts(3, NOON.minusSeconds(3_599), 2));
        sent.addAll(parts(4, NOON.minusSeconds(10), 1));

        assertThat(quotas.usage(sent, NOON, SEOUL))
                .isEqualTo(new QuotaUsage(
                        new Count(3, 50),
                        new Count(6, 200),
                        new Count(3, 50),
                        new Count(1, 5),
                        30,
                        Instant.parse("2026-11-20T15:00:00Z")));
    }

    @Test
    void whatIsAdmittedKeepsEveryLimitInEveryWindow() {
        var random = new Random(11);
        var sent = new ArrayList<SentPart>();
        Instant at = NOON;
        for (int id = 0; at.isBefore(NOON.plus(Duration.ofDays(2))); id++) {
            int parts = 1 + random.nextInt(3);
            QuotaVerdict verdict = quotas.decide(sent, parts, at, SEOUL);
            while (verdict instanceof Defer defer) {
                assertThat(defer.until()).isAfter(at);
                at = defer.until();
                verdict = quotas.decide(sent, parts, at, SEOUL);
            }
            for (int part = 0; part < parts; part++) {
                sent.add(new SentPart(id, at));
                at = at.plusSeconds(random.nextInt(3));
            }
        }
        assertWindows(sent, Duration.ofMinutes(1), 5);
        assertWindows(sent, Duration.ofHours(1), 50);
        assertThat(sent.stream()
                        .filter(part -> part.at().atZone(SEOUL).getDayOfMonth() == 21)
                        .map(SentPart::occurrenceId)
                        .distinct())
                .hasSize(50);
    }

    private static void assertWindows(List<SentPart> sent, Duration span, int limit) {
        for (int i = limit; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - limit).at(), sent.get(i).at()))
                    .isGreaterThanOrEqualTo(span);
        }
    }

    private static List<SentPart> parts(long occurrence, Instant at, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new SentPart(occurrence, at))
                .toList();
    }
}
