package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.model.sql.Transactions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class IsolationIT extends ApiTest {
    @Autowired
    private DatabaseClient database;

    @Autowired
    private Transactions transactions;

    @Test
    void aTransactionSeesWhatOthersCommitMeanwhile() {
        Mono<Long> other = Mono.fromCallable(() -> WORLD.bot("seen at once", "log", "http://127.0.0.1:9"))
                .subscribeOn(Schedulers.boundedElastic());

        List<Long> seen = transactions
                .run(count().flatMap(before -> other.then(count()).map(after -> List.of(before, after))))
                .block();

        assertThat(seen).containsExactly(0L, 1L);
    }

    private Mono<Long> count() {
        return database.sql("SELECT COUNT(*) FROM kb_bot WHERE name = 'seen at once'")
                .mapValue(Long.class)
                .one();
    }
}
