package io.roomcast.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are switched on; the first that fits a call is used up by it. */
public final class Faults {
    private static final String DEFAULT_PATH = "/reply";

    private final List<Active> active = new ArrayList<>();
    private int used;

    private static final class Active {
        private final Fault fault;
        private int left;

        Active(Fault fault) {
            this.fault = fault;
            this.left = fault.times() == null ? Integer.MAX_VALUE : fault.times();
        }

        boolean fits(String path, long room) {
            String wanted = fault.path() == null ? DEFAULT_PATH : fault.path();
            return left > 0 && wanted.equals(path) && (fault.room() == null || fault.room() == room);
        }
    }

    public synchronized void add(Fault fault) {
        active.add(new Active(fault));
    }

    public synchronized void clear() {
        active.clear();
    }

    /** How many calls a fault has met since the start. */
    synchronized int used() {
        return used;
    }

    synchronized Optional<Fault> next(String path, long room) {
        Optional<Active> found =
                active.stream().filter(it -> it.fits(path, room)).findFirst();
        found.ifPresent(it -> {
            it.left--;
            used++;
        });
        return found.map(it -> it.fault);
    }
}
