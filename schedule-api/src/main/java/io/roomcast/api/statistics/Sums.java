package io.roomcast.api.statistics;

import org.jspecify.annotations.Nullable;

/** Counts that can be added up. */
record Sums(
        long runs,
        long success,
        long partial,
        long failed,
        long unknown,
        long expired,
        long cancelled,
        long skipped,
        long confirmed,
        long parts,
        long started,
        long delayMillis,
        long sendMillis) {
    /** Of rows {@code s} of one of the tables of sums. */
    static final String COLUMNS = """
            COALESCE(SUM(s.runs), 0) AS runs, COALESCE(SUM(IF(s.status = 'success', s.runs, 0)), 0) AS success,
            COALESCE(SUM(IF(s.status = 'partial', s.runs, 0)), 0) AS partial, COALESCE(SUM(IF(s.status = 'failed', s.runs, 0)), 0) AS failed,
            COALESCE(SUM(IF(s.status = 'unknown', s.runs, 0)), 0) AS unknown, COALESCE(SUM(IF(s.status = 'expired', s.runs, 0)), 0) AS expired,
            COALESCE(SUM(IF(s.status = 'cancelled', s.runs, 0)), 0) AS cancelled,
            COALESCE(SUM(IF(s.status = 'skipped', s.runs, 0)), 0) AS skipped, COALESCE(SUM(s.confirmed), 0) AS confirmed,
            COALESCE(SUM(s.parts), 0) AS parts, COALESCE(SUM(s.started), 0) AS started, COALESCE(SUM(s.delay_ms), 0) AS delay_millis,
            COALESCE(SUM(s.send_ms), 0) AS send_millis
            """;

    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    Sums plus(Sums other) {
        return new Sums(
                runs + other.runs,
                success + other.success,
                partial + other.partial,
                failed + other.failed,
                unknown + other.unknown,
                expired + other.expired,
                cancelled + other.cancelled,
                skipped + other.skipped,
                confirmed + other.confirmed,
                parts + other.parts,
                started + other.started,
                delayMillis + other.delayMillis,
                sendMillis + other.sendMillis);
    }

    Figures toFigures() {
        return new Figures(
                runs,
                success,
                partial,
                failed,
                unknown,
                expired,
                cancelled,
                skipped,
                confirmed,
                parts,
                successRate(),
                mean(delayMillis),
                mean(sendMillis));
    }

    private @Nullable Double successRate() {
        long meant = runs - cancelled - skipped;
        return meant == 0 ? null : (double) success / meant;
    }

    private @Nullable Long mean(long sum) {
        return started == 0 ? null : sum / started;
    }
}
