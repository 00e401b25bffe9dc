package io.roomcast.model.quiet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomcast.model.quiet.QuietHours.Span;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    @ParameterizedTest
    @CsvSource({
        "22:00:00-07:00:00,                   2026-03-01T21:59:59, 2026-03-01T21:59:59",
        "22:00:00-07:00:00,                   2026-03-01T22:00:00, 2026-03-02T07:00:00",
        "22:00:00-07:00:00,                   2026-03-02T06:59:59, 2026-03-02T07:00:00",
        "22:00:00-07:00:00,                   2026-03-02T07:00:00, 2026-03-02T07:00:00",
        "12:00:00-13:00:00,                   2026-03-02T12:30:00, 2026-03-02T13:00:00",
        "'12:00:00-13:00:00,13:00:00-14:30:00', 2026-03-02T12:30:00, 2026-03-02T14:30:00",
        "'22:00:00-06:00:00,05:00:00-09:00:00', 2026-03-01T23:00:00, 2026-03-02T09:00:00",
        "'22:00:00-06:00:00,,',               2026-03-01T23:00:00, 2026-03-02T06:00:00",
        "'',                                  2026-03-02T12:30:00, 2026-03-02T12:30:00"
    })
    void nothingStartsBeforeTheirEnd(String spans, String local, String expected) {
        QuietHours hours = QuietHours.parse(spans);

        assertThat(hours.endAt(at(local), SEOUL)).isEqualTo(at(expected));
        assertThat(hours.isQuietAt(at(local), SEOUL)).isEqualTo(!local.equals(expected));
    }

    @Test
    void spansThatLeaveNoMomentAreLookedAtAgainADayLater() {
        var always = new QuietHours(List.of(
                new Span(LocalTime.of(0, 0), LocalTime.of(12, 0)), new Span(LocalTime.of(12, 0), LocalTime.of(0, 0))));

        assertThat(always.endAt(at("2026-03-01T10:00:00"), SEOUL)).isEqualTo(at("2026-03-02T10:00:00"));
    }

    /** The hour that is lost on 2026-03-29 holds their end. */
    @Test
    void anEndThatTheZoneSkipsComesLaterByTheGap() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        QuietHours hours = QuietHours.parse("22:00:00-02:30:00");

        assertThat(hours.endAt(Instant.parse("2026-03-28T23:00:00Z"), berlin))
                .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }

    /** New York's clocks go back at 02:00 on 2026-11-01: 01:10 of the second passing ends at 01:30 of the same. */
    @Test
    void anEndThatComesTwiceEndsAtItsSecondPassing() {
        ZoneId newYork = ZoneId.of("America/New_York");

        assertThat(QuietHours.parse("22:00:00-01:30:00").endAt(Instant.parse("2026-11-01T06:10:00Z"), newYork))
                .isEqualTo(Instant.parse("2026-11-01T06:30:00Z"));
    }

    @Test
    void theirEndsDiffer() {
        assertThatThrownBy(() -> new Span(LocalTime.NOON, LocalTime.NOON)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(SEOUL).toInstant();
    }
}
