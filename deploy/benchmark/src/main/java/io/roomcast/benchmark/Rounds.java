package io.roomcast.benchmark;

import picocli.CommandLine.Option;

/** How often all are measured, in turn. */
public final class Rounds {
    @Option(names = "--rounds", description = "Of which the median counts (default: ${DEFAULT-VALUE})")
    private int count = 3;

    public int count() {
        return count;
    }
}
