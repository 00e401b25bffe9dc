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
