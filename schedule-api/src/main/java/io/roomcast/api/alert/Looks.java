package io.roomcast.api.alert;

import io.roomcast.model.sql.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import reactor.core.publisher.Mono;

/**
 * One look of each rule at a time. One that takes too long is left alone, not cancelled: that would cost its connection. Nor does
 * another join it before it is over.
 */
@RequiredArgsConstructor
class Looks {
    /** How long is waited for one. */
    private final Duration longest;

    /** Rules whose look is not over, as long as it takes. */
    private final Set<AlertRule> looking = ConcurrentHashMap.newKeySet();

    /** @throws java.util.concurrent.TimeoutException @throws IllegalStateException while the last look goes on */
    Mono<List<Finding>> of(AlertRule rule) {
        return Mono.defer(() -> looking.add(rule)
                        ? Transactions.shielded(rule.look().collectList().doFinally(end -> looking.remove(rule)))
                        : Mono.<List<Finding>>error(new IllegalStateException("its last look is not over yet")))
                .timeout(longest);
    }
}
