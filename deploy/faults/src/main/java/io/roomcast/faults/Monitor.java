package io.roomcast.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks twice a second whether all is well: every process answers and nothing is overdue. All times are {@link
 * System#nanoTime()}.
 */
final class Monitor implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Site site;
    private final Witness witness;
    private final ScheduledExecutorService eye = Executors.newSingleThreadScheduledExecutor();
    private final List<Spell> spells = new ArrayList<>();
    private @Nullable Long unwellSince;
    private long lookedAt;

    /** A time in which something was not well. */
    private record Spell(long from, long until) {}

    Monitor(Site site, Witness witness) {
        this.site = site;
        this.witness = witness;
        eye.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        boolean well = witness.overdue() == 0 && site.isWhole();
        note(now, well);
    }

    private synchronized void note(long at, boolean well) {
        Long since = unwellSince;
        if (!well && since == null) {
            unwellSince = at;
        } else if (well && since != null) {
            spells.add(new Spell(since, at));
            unwellSince = null;
        }
        lookedAt = at;
    }

    /** Whether all was well at a look that began after this. */
    synchronized boolean isWellAfter(long moment) {
        return unwellSince == null && lookedAt > moment;
    }

    /**
     * How long each time lasted in which something was not well, of those that began after {@code from}.
     *
     * @param righted where the fault itself lasted until then, what counts is the time after it; 0: it did not last
     */
    synchronized List<Duration> recoveries(long from, long righted) {
        return spells.stream()
                .filter(spell -> spell.until() > from)
                .map(spell -> Duration.ofNanos(spell.until() - Math.max(spell.from(), righted == 0 ? from : righted)))
                .map(spell -> spell.isNegative() ? Duration.ZERO : spell)
                .toList();
    }

    @Override
    public void close() {
        eye.shutdownNow();
    }
}
