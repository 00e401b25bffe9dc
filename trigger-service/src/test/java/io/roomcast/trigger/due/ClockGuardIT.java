package io.roomcast.trigger.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.testkit.SettableClock;
import io.roomcast.testkit.TestBroker;
import io.roomcast.testkit.TestDatabase;
import io.roomcast.testkit.World;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A machine whose clock is wrong. */
@ExtendWith(OutputCaptureExtension.class)
class ClockGuardIT {
    private static final SettableClock CLOCK = new SettableClock(Duration.ofHours(1));

    @Configuration
    static class Machine {
        @Bean
        Clock machineClock() {
            return CLOCK;
        }
    }

    @Test
    void claimsNothingAndSaysSoUntilTheClocksAgree(CapturedOutput output) {
        TestDatabase database = TestDatabase.create();
        World world = new World(database);
        long room = world.room(world.branch, world.bot("bot", "log", "http://127.0.0.1:9"));
        long schedule = world.schedule(room, "daily", database.now().minusSeconds(1), "said");
        try (var trigger = Triggers.start(database, TestBroker.arguments(), Machine.class)) {
            await("said so twice")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> output.getAll()
                                    .split("Not claiming: the database's clock and this machine's differ by PT-", -1)
                                    .length
                            > 2);
            assertThat(runs(database, schedule)).isZero();

            CLOCK.setOffset(Duration.ZERO);

            await("claimed").atMost(Duration.ofSeconds(30)).until(() -> runs(database, schedule) == 1);
            assertThat(trigger.isRunning()).isTrue();
        }
    }

    private static long runs(TestDatabase database, long schedule) {
        return database.count("SELECT COUNT(*) FROM kb_occurrence WHERE schedule_id = ?", schedule);
    }
}
