package io.roomcast.api.bootstrap;

import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.WorkLoop;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import reactor.core.publisher.Mono;

@Slf4j
@Configuration
@RequiredArgsConstructor
class Bootstrap {
    private static final Duration NEVER_AGAIN = Duration.ofDays(365);

    private final DatabaseClient database;
    private final Transactions transactions;
    private final BootstrapProperties properties;

    @Bean
    WorkLoop bootstrapLoop() {
        return new WorkLoop("bootstrap", () -> once().thenReturn(NEVER_AGAIN), WorkLoop.DEFAULT_PHASE);
    }

    private Mono<Void> once() {
        return properties.password().isEmpty() ? Mono.empty() : transactions.run(makeIfEmpty());
    }

    private Mono<Void> makeIfEmpty() {
        return database.sql("SELECT COUNT(*) AS n FROM kb_organization")
                .map(row -> row.get("n", Long.class))
                .one()
                .filter(count -> count == 0)
                .flatMap(none -> makeHeadOffice())
                .flatMap(id -> makeLogChannel(id).thenReturn(id))
                .flatMap(this::makeManager)
                .doOnSuccess(done -> log.info("Head office {} is there", properties.code()));
    }

    /** Two replicas that start at once: the unique code lets one of them win. */
    private Mono<Long> makeHeadOffice() {
        return database.sql("""
                        INSERT IGNORE INTO kb_organization (level, code, name, path) VALUES ('headquarters', :code, :name, '')""")
                .filter(it -> it.returnGeneratedValues("id"))
                .bind("code", properties.code())
                .bind("name", properties.name())
                .map(row -> row.get("id", Long.class))
                .one()
                .flatMap(id -> database.sql("UPDATE kb_organization SET path = :path WHERE id = :id")
                        .bind("path", "/" + id + "/")
                        .bind("id", id)
                        .then()
                        .thenReturn(id));
    }

    /** The operator's log hears of every alert. */
    private Mono<Void> makeLogChannel(long organization) {
        return database.sql("INSERT INTO kb_alert_channel (organization_id, kind, name) VALUES (:id, 'log', 'log')")
                .bind("id", organization)
                .then();
    }

    private Mono<Void> makeManager(long organization) {
        return Mono.fromCallable(() -> new BCryptPasswordEncoder().encode(properties.password()))
                .flatMap(hash -> database.sql("""
                                INSERT INTO kb_member (organization_id, login_id, name, password_hash, role)
                                VALUES (:organization, :login, :login, :hash, 'manager')""")
                        .bind("organization", organization)
                        .bind("login", properties.loginId())
                        .bind("hash", hash)
                        .then());
    }
}
