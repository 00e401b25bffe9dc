package io.roomcast.faults;

import java.time.Duration;
import java.util.function.Function;

/**
 * One thing that goes wrong, and is put right again.
 *
 * @param name as {@code kill-dispatcher}
 * @param lasts alone; among others a random part of it, at least a third
 * @param longer in a run that has the time
 */
record Fault(String name, Duration lasts, Duration longer, Function<Scene, Strike> strike) {
    private static final String CLOCK = "-clock-";

    static Fault of(String name, int seconds, Function<Scene, Strike> strike) {
        return new Fault(name, Duration.ofSeconds(seconds), Duration.ofSeconds(seconds), strike);
    }

    /** It is there already; and where both clocks are set alike nobody can know. */
    boolean isNotFeltBeside(String other) {
        return other.equals(name) || other.contains(CLOCK) && name.contains(CLOCK);
    }

    Fault upTo(int seconds) {
        return new Fault(name, lasts, Duration.ofSeconds(seconds), strike);
    }
}
