package io.roomcast.api.alert;

import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Flux;

/** Looks for one sort of what can be wrong, outside any transaction. */
interface AlertRule {
    /** What it looks for: only while it can look do alerts of these end. */
    Set<AlertKind> kinds();

    /** All that is wrong now. */
    Flux<Finding> look();

    /** As what alerts are measured in. */
    static double minutes(Duration span) {
        return span.toSeconds() / 60.0;
    }
}
