package io.roomcast.api.live;

import io.roomcast.api.access.Caller;
import io.roomcast.api.access.Callers;
import io.roomcast.api.sendlog.SendLog;
import io.roomcast.api.sendlog.SendLogRows;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Results as they are recorded, under the caller's rights. */
@Component
@RequiredArgsConstructor
class LiveResults {
    private static final int AT_ONCE = 200;

    /** Rows are committed out of the order of their ids: look back this far, and skip what was shown. */
    private static final int LOOK_BACK = 200;

    private final SendLogRows logs;
    private final Callers callers;
    private final News news;

    /** Ends when the caller is nobody any more. @param after id of the last row the caller has; null = only what is recorded from now on */
    Flux<SendLog> follow(Caller caller, @Nullable Long after) {
        return (after == null ? logs.newestId() : Mono.just(after)).flatMapMany(start -> {
            var shown = new Shown(start);
            return news.looks().concatMap(it -> look(caller, shown), 1).onErrorComplete(NobodyAnyMore.class);
        });
    }

    /** Who listens is looked up each time: a member who was switched off or moved sees no more from then on. */
    private Flux<SendLog> look(Caller caller, Shown shown) {
        return callers.again(caller)
                .switchIfEmpty(Mono.error(NobodyAnyMore::new))
                .flatMap(now -> logs.after(now, shown.lookAfter(), AT_ONCE + LOOK_BACK))
                .flatMapIterable(shown::onlyNew);
    }

    private static final class NobodyAnyMore extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What one stream has shown. Used by one look at a time. */
    private static final class Shown {
        private final long start;
        private final Set<Long> recent = new LinkedHashSet<>();
        private long newest;

        Shown(long start) {
            this.start = start;
            this.newest = start;
        }

        long lookAfter() {
            return Math.max(start, newest - LOOK_BACK);
        }

        List<SendLog> onlyNew(List<SendLog> rows) {
            List<SendLog> fresh =
                    rows.stream().filter(row -> recent.add(row.id())).toList();
            fresh.forEach(row -> newest = Math.max(newest, row.id()));
            recent.removeIf(id -> id < newest - 2L * LOOK_BACK);
            return fresh;
        }
    }
}
