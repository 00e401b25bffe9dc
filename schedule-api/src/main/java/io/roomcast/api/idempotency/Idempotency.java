package io.roomcast.api.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.roomcast.api.access.Caller;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.content.Sha256;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Does a request once per member and Idempotency-Key, and gives every repetition the first answer, for 24 hours.
 *
 * <p>Key, work and answer are one transaction: there is no moment at which the work is done and the key unknown. A
 * repetition that comes while the first still runs waits for it. What was refused is not remembered.
 */
@Component
@RequiredArgsConstructor
public class Idempotency {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,100}");
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final DatabaseClient database;
    private final Transactions transactions;
    private final ObjectMapper json;

    private record Stored(String requestHash, @Nullable String body) {}

    /**
     * @param operation what the key is for; the same key for another is refused
     * @param work runs in the transaction
     * @throws ProblemException KEY_REQUIRED without a key, KEY_REUSED for another request under the same key
     */
    public <T> Mono<T> once(
            Caller caller,
            @Nullable String key,
            String operation,
            Object request,
            Class<T> type,
            Supplier<Mono<T>> work) {
        if (key == null || !KEY.matcher(key).matches()) {
            return Mono.error(ProblemException.of(
                    ProblemKind.KEY_REQUIRED, "Send an Idempotency-Key of 1 to 100 visible ASCII characters"));
        }
        // Under another grant it is another request.
        String hash = Sha256.hex(operation + "\n" + caller.grantId() + "\n" + write(request));
        return transactions.run(claim(caller, key, hash)
                .flatMap(mine -> mine
                        ? work.get().flatMap(result -> remember(caller, key, result))
                        : replay(caller, key, hash, type)));
    }

    private Mono<Boolean> claim(Caller caller, String key, String hash) {
        return forgetOld(caller, key)
                .then(database.sql("""
                                INSERT IGNORE INTO kb_idempotency (member_id, idempotency_key, request_hash)
                                VALUES (:member, :key, :hash)""")
                        .bind("member", caller.memberId())
                        .bind("key", key)
                        .bind("hash", hash)
                        .fetch()
                        .rowsUpdated()
                        .map(inserted -> inserted == 1));
    }

    private Mono<Void> forgetOld(Caller caller, String key) {
        return database.sql("""
                        DELETE FROM kb_idempotency WHERE member_id = :member AND idempotency_key = :key
                          AND created_at < UTC_TIMESTAMP(3) - INTERVAL %d SECOND""".formatted(REMEMBERED.toSeconds()))
                .bind("member", caller.memberId())
                .bind("key", key)
                .then();
    }

    private <T> Mono<T> remember(Caller caller, String key, T result) {
        return database.sql("""
                        UPDATE kb_idempotency SET body = :body
                        WHERE member_id = :member AND idempotency_key = :key""")
                .bind("body", write(result))
                .bind("member", caller.memberId())
                .bind("key", key)
                .then()
                .thenReturn(result);
    }

    private <T> Mono<T> replay(Caller caller, String key, String hash, Class<T> type) {
        return database.sql("""
                        SELECT request_hash, body FROM kb_idempotency
                        WHERE member_id = :member AND idempotency_key = :key""")
                .bind("member", caller.memberId())
                .bind("key", key)
                .map(Rows.to(Stored.class))
                .one()
                .map(stored -> read(stored, hash, type));
    }

    private <T> T read(Stored stored, String hash, Class<T> type) {
        if (!stored.requestHash().equals(hash)) {
            throw new ProblemException(ProblemKind.KEY_REUSED, null, List.of());
        }
        try {
            // Another replica may be of a release that tells more.
            return json.readerFor(type)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(stored.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
