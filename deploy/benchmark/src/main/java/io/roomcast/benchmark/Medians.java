package io.roomcast.benchmark;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What counts of the figures of all rounds. */
public final class Medians {
    private Medians() {}

    /** Of an even number the lower; NaN of none. */
    public static double of(@Nullable Collection<Double> rounds) {
        return rounds == null
                ? Double.NaN
                : rounds.stream()
                        .sorted()
                        .skip(Math.max(0, rounds.size() - 1) / 2)
                        .findFirst()
                        .orElse(Double.NaN);
    }

    /** All of them, in their order. @param format of one, as {@code %.1f} */
    public static String listed(Collection<Double> rounds, String format) {
        return rounds.stream()
                .map(round -> String.format(Locale.ROOT, format, round))
                .collect(Collectors.joining(", "));
    }
}
