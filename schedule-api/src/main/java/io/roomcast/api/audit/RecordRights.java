package io.roomcast.api.audit;

import java.util.List;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Warns at the start where this service's account of the database could change the record, or delete from it. */
@Slf4j
@Component
@RequiredArgsConstructor
class RecordRights {
    /** On everything, on a whole database, or on the record itself. */
    private static final Pattern CHANGES = Pattern.compile(
            "GRANT .*\\b(ALL PRIVILEGES|UPDATE|DELETE)\\b.* ON (\\*\\.\\*|\\S+\\.\\*|\\S+\\.`?kb_audit_log`?) TO .*",
            Pattern.CASE_INSENSITIVE);

    private final DatabaseClient database;

    @EventListener(ApplicationReadyEvent.class)
    void look() {
        grants().subscribe(
                        grants -> {
                            if (mayChange(grants)) {
                                log.warn(
                                        "This account of the database can change the record of who did what. Let the services"
                                                + " work under one that cannot: spring.liquibase.user and roomcast.migrations.grant-to");
                            }
                        },
                        failure -> log.warn(
                                "The rights of this account of the database are not known: {}", failure.toString()));
    }

    private Mono<List<String>> grants() {
        return database.sql("SHOW GRANTS FOR CURRENT_USER()")
                .map(row -> String.valueOf(row.get(0, String.class)))
                .all()
                .collectList();
    }

    static boolean mayChange(List<String> grants) {
        return grants.stream().anyMatch(grant -> CHANGES.matcher(grant).matches());
    }
}
