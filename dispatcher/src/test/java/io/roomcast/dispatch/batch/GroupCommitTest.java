package io.roomcast.dispatch.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class GroupCommitTest {
    @Test
    void whatComesDuringAWriteGoesTogetherInTheNext() {
        var batches = new CopyOnWriteArrayList<List<Integer>>();
        Sinks.One<Boolean> firstDone = Sinks.one();
        var commits = new GroupCommit<Integer, Integer>(10, 1, items -> {
            batches.add(items);
            Mono<List<Integer>> doubled =
                    Mono.just(items.stream().map(i -> i * 2).toList());
            return batches.size() == 1 ? firstDone.asMono().then(doubled) : doubled;
        });

        var results = Flux.range(1, 4).flatMap(commits::submit, 4).collectList().toFuture();
        firstDone.tryEmitValue(true);

        assertThat(results.join()).containsExactlyInAnyOrder(2, 4, 6, 8);
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4));
    }

    @Test
    void aFailedWriteFailsItsOwnItemsOnly() {
        var commits = new GroupCommit<Integer, Integer>(
                1, 1, items -> items.contains(2) ? Mono.error(new IllegalStateException("two")) : Mono.just(items));

        StepVerifier.create(commits.submit(2)).verifyErrorMessage("two");
        StepVerifier.create(commits.submit(3)).expectNext(3).verifyComplete();
    }

    @Test
    void manyCallersAllGetTheirOwnResult() {
        var writing = new AtomicInteger();
        var commits = new GroupCommit<Integer, Integer>(50, 2, items -> {
            assertThat(writing.incrementAndGet()).isLessThanOrEqualTo(2);
            return Mono.delay(Duration.ofMillis(1)).map(tick -> items).doOnTerminate(writing::decrementAndGet);
        });

        List<Integer> results = Flux.range(0, 5_000)
                .flatMap(commits::submit, 1_000)
                .collectList()
                .block();

        assertThat(results).hasSize(5_000).doesNotHaveDuplicates();
    }
}
