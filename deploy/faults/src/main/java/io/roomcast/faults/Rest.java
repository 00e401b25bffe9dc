package io.roomcast.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

final class Rest {
    private Rest() {}

    static void of(Duration span) {
        try {
            TimeUnit.MILLISECONDS.sleep(span.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
