package io.roomcast.api.login;

import io.roomcast.api.access.SecurityProperties;
import io.roomcast.model.content.Sha256;
import io.roomcast.model.sql.Rows;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Refresh tokens that work once. Using one a second time means that somebody copied it: the whole family of its login
 * ends. Only hashes are stored.
 */
@Component
@RequiredArgsConstructor
class RefreshTokens {
    private static final int BYTES = 32;

    private final DatabaseClient database;
    private final SecurityProperties properties;
    private final SecureRandom random = new SecureRandom();

    private record Stored(
            String family,
            long memberId,
            String loginId,
            @Nullable Instant usedAt,
            long justUsed,
            long expired) {}

    /** What a good token stands for. */
    record Used(String family, long memberId, String loginId) {}

    private record Ended(String family, String loginId) {}

    Mono<String> first(long memberId) {
        return insert(memberId, UUID.randomUUID().toString());
    }

    Mono<String> next(Used used) {
        return insert(used.memberId(), used.family());
    }

    /**
     * Emits what the token stood for and marks it used. Empty for one that is unknown, used or over. In a transaction.
     *
     * @param grace how long after its use it works once more: a browser that leaves a page while the answer is on its way
     *     never learns the next token
     */
    Mono<Used> use(String token, Duration grace) {
        return database.sql("""
                        SELECT t.family, t.member_id, m.login_id, t.used_at,
                               IF(t.used_at > UTC_TIMESTAMP(3) - INTERVAL :grace SECOND, 1, 0) AS just_used,
                               IF(t.expires_at <= UTC_TIMESTAMP(3), 1, 0) AS expired
                        FROM kb_refresh_token t JOIN kb_member m ON m.id = t.member_id
                        WHERE t.token_hash = :hash FOR UPDATE""")
                .bind("grace", grace.toSeconds())
                .bind("hash", Sha256.hex(token))
                .map(Rows.to(Stored.class))
                .one()
                .flatMap(stored -> stored.usedAt() != null && stored.justUsed() == 0
                        ? endFamily(stored.family()).then(Mono.empty())
                        : markUsed(token)
                                .then(Mono.just(stored))
                                .filter(it -> it.expired() == 0)
                                .map(it -> new Used(it.family(), it.memberId(), it.loginId())));
    }

    /** Ends the login the token belongs to, and emits whose it was. */
    Mono<String> end(String token) {
        return database.sql("""
                        SELECT t.family, m.login_id FROM kb_refresh_token t JOIN kb_member m ON m.id = t.member_id
                        WHERE t.token_hash = :hash""")
                .bind("hash", Sha256.hex(token))
                .map(Rows.to(Ended.class))
                .one()
                .flatMap(ended -> endFamily(ended.family()).thenReturn(ended.loginId()));
    }

    private Mono<Void> endFamily(String family) {
        return database.sql("DELETE FROM kb_refresh_token WHERE family = :family")
                .bind("family", family)
                .then();
    }

    private Mono<Void> markUsed(String token) {
        return database.sql(
                        "UPDATE kb_refresh_token SET used_at = COALESCE(used_at, UTC_TIMESTAMP(3)) WHERE token_hash = :hash")
                .bind("hash", Sha256.hex(token))
                .then();
    }

    private Mono<String> insert(long memberId, String family) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Duration life = properties.refreshTokenLife();
        return database.sql("""
                        INSERT INTO kb_refresh_token (token_hash, family, member_id, expires_at)
                        VALUES (:hash, :family, :member, UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND)""")
                .bind("hash", Sha256.hex(token))
                .bind("family", family)
                .bind("member", memberId)
                .bind("seconds", life.toSeconds())
                .then()
                .thenReturn(token);
    }
}
