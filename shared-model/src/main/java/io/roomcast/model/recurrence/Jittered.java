package io.roomcast.model.recurrence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Each moment later by a part of {@code window} that only the moment and the seed decide. */
record Jittered(Moments moments, Duration window, long seed) implements Moments {
    @Override
    public Optional<Instant> after(Instant moment) {
        Optional<Instant> base = moments.after(moment.minus(window));
        Instant earliest = null;
        // Two moments close to each other may change places.
        while (base.isPresent() && (earliest == null || base.get().isBefore(earliest))) {
            Instant shifted = shift(base.get());
            if (shifted.isAfter(moment) && (earliest == null || shifted.isBefore(earliest))) {
                earliest = shifted;
            }
            base = moments.after(base.get());
        }
        return Optional.ofNullable(earliest);
    }

    private Instant shift(Instant moment) {
        return moment.plusSeconds(Math.floorMod(mix(moment.getEpochSecond() ^ mix(seed)), window.toSeconds()));
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): every bit of the result depends on every bit given. */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
