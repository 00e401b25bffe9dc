package io.roomcast.api.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.api.ApiTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UpkeepIT extends ApiTest {
    @Autowired
    private Upkeep upkeep;

    @Test
    void whatHasHadItsTimeGoesHoweverMuchItIsAndTheRestStays() {
        String old = IntStream.range(0, 2_500)
                .mapToObj(i -> "('/upkeep', 'old-" + i + "', UTC_TIMESTAMP(3) - INTERVAL 31 DAY)")
                .collect(Collectors.joining(","));
        DATABASE.execute("INSERT INTO kb_command (event_source, event_id, created_at) VALUES " + old);
        DATABASE.execute("""
                INSERT INTO kb_command (event_source, event_id, created_at)
                VALUES ('/upkeep', 'young', UTC_TIMESTAMP(3) - INTERVAL 29 DAY)""");
        long member = WORLD.member(WORLD.branch, "forgetful", "viewer", null);
        DATABASE.execute("""
                INSERT INTO kb_idempotency (member_id, idempotency_key, request_hash, created_at)
                VALUES (?, 'old', REPEAT('0', 64), UTC_TIMESTAMP(3) - INTERVAL 25 HOUR),
                       (?, 'young', REPEAT('0', 64), UTC_TIMESTAMP(3) - INTERVAL 23 HOUR)""", member, member);
        DATABASE.execute("""
                INSERT INTO kb_refresh_token (token_hash, family, member_id, expires_at)
                VALUES (REPEAT('a', 64), UUID(), ?, UTC_TIMESTAMP(3) - INTERVAL 2 DAY),
                       (REPEAT('b', 64), UUID(), ?, UTC_TIMESTAMP(3) + INTERVAL 1 HOUR)""", member, member);

        upkeep.round().block();

        assertThat(DATABASE.query("SELECT event_id FROM kb_command WHERE event_source = '/upkeep'"))
                .extracting(row -> row.get("event_id"))
                .containsExactly("young");
        assertThat(DATABASE.query("SELECT idempotency_key FROM kb_idempotency WHERE member_id = ?", member))
                .extracting(row -> row.get("idempotency_key"))
                .containsExactly("young");
        assertThat(DATABASE.query(
                        "SELECT LEFT(token_hash, 1) AS first FROM kb_refresh_token WHERE member_id = ?", member))
                .extracting(row -> row.get("first"))
                .containsExactly("b");
    }
}
