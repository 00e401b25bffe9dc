package io.roomcast.model.quiet;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times of day during which nothing is sent. */
public record QuietHours(List<Span> spans) {
    public static final QuietHours NONE = new QuietHours(List.of());

    /**
     * No advertisement is sent to people from 21:00 to 08:00 without a consent of its own: Act on Promotion of
     * Information and Communications Network Utilization (Korea), article 50 (3).
     */
    public static final QuietHours ADVERTISING_NIGHT =
            new QuietHours(List.of(new Span(LocalTime.of(21, 0), LocalTime.of(8, 0))));

    /** Spans that together leave no moment of the day are looked at again after this. */
    private static final Duration LONGEST = Duration.ofDays(1);

    public QuietHours {
        spans = List.copyOf(spans);
    }

    /** From {@code from} on and up to, but without, {@code until}; over midnight where {@code until} is the earlier. */
    public record Span(LocalTime from, LocalTime until) {
        public Span {
            if (from.equals(until)) {
                throw new IllegalArgumentException("Quiet hours end at another time than they begin");
            }
        }

        boolean contains(LocalTime time) {
            return from.isBefore(until)
                    ? !time.isBefore(from) && time.isBefore(until)
                    : !time.isBefore(from) || time.isBefore(until);
        }

        /** The first end of it after {@code moment}. */
        ZonedDateTime endAfter(ZonedDateTime moment) {
            ZonedDateTime end = moment.toLocalDate().atTime(until).atZone(moment.getZone());
            if (end.isAfter(moment)) {
                return end;
            }
            // In the hour that comes twice its second passing may be meant.
            ZonedDateTime again = end.withLaterOffsetAtOverlap();
            return again.isAfter(moment)
                    ? again
                    : moment.toLocalDate().plusDays(1).atTime(until).atZone(moment.getZone());
        }
    }

    /** The first moment from {@code moment} on that is not quiet: itself where it is not. At most a day later. */
    public Instant endAt(Instant moment, ZoneId zone) {
        ZonedDateTime local = moment.atZone(zone);
        ZonedDateTime latest = local.plus(LONGEST);
        Span span = spanAt(local);
        while (span != null && local.isBefore(latest)) {
            local = span.endAfter(local);
            span = spanAt(local);
        }
        return local.isAfter(latest) ? latest.toInstant() : local.toInstant();
    }

    public boolean isQuietAt(Instant moment, ZoneId zone) {
        return !spans.isEmpty() && spanAt(moment.atZone(zone)) != null;
    }

    private @Nullable Span spanAt(ZonedDateTime local) {
        for (Span span : spans) {
            if (span.contains(local.toLocalTime())) {
                return span;
            }
        }
        return null;
    }

    /** Both, together. */
    public QuietHours and(QuietHours others) {
        var all = new ArrayList<>(spans);
        all.addAll(others.spans);
        return new QuietHours(all);
    }

    /** As the database joins them: {@code 22:00:00-07:00:00}, separated by commas; empty parts stand for levels without any. */
    public static QuietHours parse(@Nullable String column) {
        if (column == null || column.isEmpty()) {
            return NONE;
        }
        return new QuietHours(Arrays.stream(column.split(",", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("-", -1))
                // A span without length must not keep a whole claim from working.
                .filter(pair -> !pair[0].equals(pair[1]))
                .map(pair -> new Span(LocalTime.parse(pair[0]), LocalTime.parse(pair[1])))
                .toList());
    }

    /**
     * SQL that joins the quiet hours of a room, its organisation and all above: there are four levels.
     *
     * @param room alias of kb_room @param organization alias of the room's kb_organization
     */
    public static String column(String room, String organization) {
        return """
                CONCAT_WS(',', CONCAT(%1$s.quiet_from, '-', %1$s.quiet_until),
                  CONCAT(%2$s.quiet_from, '-', %2$s.quiet_until),
                  (SELECT CONCAT_WS(',', CONCAT(q1.quiet_from, '-', q1.quiet_until),
                            CONCAT(q2.quiet_from, '-', q2.quiet_until), CONCAT(q3.quiet_from, '-', q3.quiet_until))
                   FROM kb_organization q1 LEFT JOIN kb_organization q2 ON q2.id = q1.parent_id
                        LEFT JOIN kb_organization q3 ON q3.id = q2.parent_id
                   WHERE q1.id = %2$s.parent_id))""".formatted(room, organization);
    }
}
