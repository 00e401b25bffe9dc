package io.roomcast.api.alert;

import reactor.core.publisher.Flux;

/** Looks for one sort of what can be wrong, outside any transaction. */
interface AlertRule {
    /** All that is wrong now. */
    Flux<Finding> look();
}
