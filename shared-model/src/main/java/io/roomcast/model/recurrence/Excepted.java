package io.roomcast.model.recurrence;

import java.time.Instant;
import java.util.Optional;

/** Without the moments that were taken out, and with those put in. */
record Excepted(Moments moments, Exceptions exceptions) implements Moments {
    @Override
    public Optional<Instant> after(Instant moment) {
        Optional<Instant> ruled = moments.after(moment);
        while (ruled.isPresent() && exceptions.dropped().contains(ruled.get())) {
            ruled = moments.after(ruled.get());
        }
        Instant added = exceptions.added().higher(moment);
        if (added == null) {
            return ruled;
        }
        return ruled.isPresent() && ruled.get().isBefore(added) ? ruled : Optional.of(added);
    }
}
