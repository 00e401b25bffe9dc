package io.roomcast.api.statistics;

import org.jspecify.annotations.Nullable;

/**
 * What runs came to.
 *
 * @param confirmed of the successes, those that the room's own log shows @param parts that rooms got
 * @param successRate successes among the runs that were to be sent (cancelled and skipped ones are not), 0 to 1; absent
 *     where there was none
 * @param meanDelayMillis from the due moment to the first start, over the runs that started
 * @param meanSendMillis from the first start to the end, over the same
 */
record Figures(
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
        @Nullable Double successRate,
        @Nullable Long meanDelayMillis,
        @Nullable Long meanSendMillis) {}
