package io.roomcast.api.broadcast;

import io.roomcast.api.access.Caller;
import io.roomcast.api.access.Callers;
import io.roomcast.api.live.News;
import io.roomcast.api.problem.ProblemException;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A broadcast as it goes on, under the caller's rights at each moment. */
@Component
@RequiredArgsConstructor
class BroadcastEvents {
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(500);

    private final News news;
    private final Callers callers;
    private final Broadcasts broadcasts;

    /** Emits the broadcast, and again whenever it stands differently; ends with it, or with the caller's rights. */
    Flux<Broadcast> follow(Caller caller, long id) {
        return news.looks()
                .concatMap(
                        look -> look(caller, id)
                                .concatWith(Mono.delay(AT_MOST_EVERY).then(Mono.empty())),
                        1)
                .onErrorComplete(ProblemException.class)
                .distinctUntilChanged()
                .takeUntil(BroadcastEvents::isOver);
    }

    private Flux<Broadcast> look(Caller caller, long id) {
        return callers.again(caller)
                .switchIfEmpty(Mono.error(ProblemException::notFound))
                .flatMap(now -> broadcasts.get(now, id))
                .flux();
    }

    private static boolean isOver(Broadcast found) {
        return !found.state().equals("pending") && found.progress().isOver();
    }
}
