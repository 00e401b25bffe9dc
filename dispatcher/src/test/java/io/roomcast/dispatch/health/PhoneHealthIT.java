package io.roomcast.dispatch.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.dispatch.Running;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhoneHealthIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void everyPhoneIsAskedWhetherOrNotThereIsAnythingToSend() {
        try (Running running = Running.start(0)) {
            var phone = running.phone();
            long well = running.bot(phone);
            long gone = running.world.bot("gone", "iris", "http://127.0.0.1:1");
            long off = running.world.bot("off", "iris", "http://127.0.0.1:1");
            running.database.execute("UPDATE kb_bot SET status = 'inactive' WHERE id = ?", off);
            running.startDispatcher("--roomcast.health.ask-every=1s");

            await("asked")
                    .atMost(SOON)
                    .until(() -> health(running, well).get("seen_at") != null
                            && health(running, gone).get("failing_since") != null);

            assertThat(health(running, well))
                    .containsEntry("failing_since", null)
                    .containsEntry("failure", null);
            assertThat(health(running, gone)).containsEntry("seen_at", null);
            assertThat(health(running, gone))
                    .containsEntry("failure", "No connection: it was refused, or nothing leads there");
            assertThat(running.database.count("SELECT COUNT(*) FROM kb_phone_health WHERE bot_id = ?", off))
                    .isZero();

            running.database.execute("UPDATE kb_bot SET endpoint = ? WHERE id = ?", phone.endpoint(), gone);
            await("well again").atMost(SOON).until(() -> health(running, gone).get("failing_since") == null);
            assertThat(health(running, gone).get("seen_at")).isNotNull();

            running.database.execute("UPDATE kb_bot SET endpoint = 'http://127.0.0.1:1' WHERE id = ?", gone);
            await("gone").atMost(SOON).until(() -> health(running, gone).get("failing_since") != null);
            running.database.execute("UPDATE kb_bot SET status = 'inactive' WHERE id = ?", gone);
            await("forgotten").atMost(SOON).until(() -> health(running, gone).get("failing_since") == null);
        }
    }

    private static Map<String, Object> health(Running running, long bot) {
        return running.database.query("SELECT * FROM kb_phone_health WHERE bot_id = ?", bot).stream()
                .findFirst()
                .orElse(Map.of());
    }
}
