package io.roomcast.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Everything that was asked for, in the order of asking. */
final class Ledger {
    private final List<Asked> asked = new ArrayList<>();

    synchronized Asked add(Asked.By by, long room, List<Instant> dues, boolean withPicture) {
        var entry = new Asked(asked.size(), by, room, dues, withPicture);
        asked.add(entry);
        return entry;
    }

    synchronized List<Asked> all() {
        return List.copyOf(asked);
    }
}
