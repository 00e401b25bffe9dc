package io.roomcast.api.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of kb_stat_hour, with the path of its organisation. Also the difference between two of them. */
record HourCount(
        long organizationId,
        String path,
        Instant hourAt,
        long roomId,
        long botId,
        String status,
        String reason,
        long runs,
        long confirmed,
        long parts,
        long started,
        long delayMs,
        long sendMs) {
    private static final ZoneOffset SEOUL = ZoneOffset.ofHours(9);

    private static final Comparator<HourCount> ORDER = Comparator.comparing(HourCount::organizationId)
            .thenComparing(HourCount::hourAt)
            .thenComparing(HourCount::roomId)
            .thenComparing(HourCount::status)
            .thenComparing(HourCount::reason);

    private record Key(long organizationId, Instant hourAt, long roomId, String status, String reason) {}

    /** What has to be added to the first to get the second; in one order for all. */
    static List<HourCount> differences(List<HourCount> before, List<HourCount> after) {
        Map<Key, HourCount> all = new LinkedHashMap<>();
        after.forEach(count -> all.put(count.key(), count));
        before.forEach(count -> all.merge(count.key(), count.times(-1), HourCount::plus));
        return all.values().stream()
                .filter(count -> !count.isNothing())
                .sorted(ORDER)
                .toList();
    }

    LocalDate dayInSeoul() {
        return hourAt.atOffset(SEOUL).toLocalDate();
    }

    HourCount plus(HourCount other) {
        return with(
                runs + other.runs,
                confirmed + other.confirmed,
                parts + other.parts,
                started + other.started,
                delayMs + other.delayMs,
                sendMs + other.sendMs);
    }

    private HourCount times(int factor) {
        return with(
                factor * runs, factor * confirmed, factor * parts, factor * started, factor * delayMs, factor * sendMs);
    }

    private HourCount with(
            long newRuns, long newConfirmed, long newParts, long newStarted, long newDelayMs, long newSendMs) {
        return new HourCount(
                organizationId,
                path,
                hourAt,
                roomId,
                botId,
                status,
                reason,
                newRuns,
                newConfirmed,
                newParts,
                newStarted,
                newDelayMs,
                newSendMs);
    }

    private boolean isNothing() {
        return runs == 0 && confirmed == 0 && parts == 0 && started == 0 && delayMs == 0 && sendMs == 0;
    }

    private Key key() {
        return new Key(organizationId, hourAt, roomId, status, reason);
    }
}
