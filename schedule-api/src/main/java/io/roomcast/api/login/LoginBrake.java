package io.roomcast.api.login;

import io.roomcast.api.problem.ProblemException;
import io.roomcast.model.content.Sha256;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Slows down the guessing of passwords: after {@value #FREE_TRIES} tries for a login in a row every further one closes it
 * for 1, 2, 4 … seconds, up to a quarter of an hour. A success forgets them all.
 *
 * <p>Counted in the database, so that more replicas give no more tries, and for logins that nobody has, too, so that the
 * answer does not tell which exist. A try counts before the password is looked at: many at once are as slow as one by one.
 */
@Component
@ConditionalOnOwnTokens
@RequiredArgsConstructor
class LoginBrake {
    private static final int FREE_TRIES = 5;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    /** From here on the power of two is longer than {@link #LONGEST}, and does not overflow. */
    private static final int LONGEST_EXPONENT = 10;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final DatabaseClock clock;

    private record Row(int tries, @Nullable Instant blockedUntil) {}

    /** @throws ProblemException TOO_MANY_TRIES with the time from which it may be tried again */
    Mono<Void> take(String loginId) {
        return transactions.run(rowOf(keyOf(loginId)).flatMap(row -> count(keyOf(loginId), row)));
    }

    Mono<Void> forget(String loginId) {
        return database.sql("DELETE FROM kb_login_brake WHERE login_key = :key")
                .bind("key", keyOf(loginId))
                .then();
    }

    private Mono<Row> rowOf(String key) {
        // Not INSERT IGNORE: its shared lock on a row that is there makes two tries at once a deadlock.
        return database.sql(
                        "INSERT INTO kb_login_brake (login_key) VALUES (:key) ON DUPLICATE KEY UPDATE tries = tries")
                .bind("key", key)
                .then()
                .then(database.sql("SELECT tries, blocked_until FROM kb_login_brake WHERE login_key = :key FOR UPDATE")
                        .bind("key", key)
                        .map(Rows.to(Row.class))
                        .one());
    }

    private Mono<Void> count(String key, Row row) {
        Instant now = clock.now();
        if (row.blockedUntil() != null && row.blockedUntil().isAfter(now)) {
            return Mono.error(ProblemException.tooManyTries(Duration.between(now, row.blockedUntil())));
        }
        int tries = row.tries() + 1;
        return database.sql("""
                        UPDATE kb_login_brake SET tries = :tries, updated_at = UTC_TIMESTAMP(3),
                               blocked_until = UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND WHERE login_key = :key""")
                .bind("tries", tries)
                .bind("seconds", pause(tries).toSeconds())
                .bind("key", key)
                .then();
    }

    /** How long a login stays closed after so many tries. */
    static Duration pause(int tries) {
        if (tries <= FREE_TRIES) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(LONGEST_EXPONENT, tries - FREE_TRIES - 1));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    /** One for all spellings that differ in case alone. */
    static String keyOf(String loginId) {
        return Sha256.hex(loginId.toLowerCase(Locale.ROOT));
    }
}
