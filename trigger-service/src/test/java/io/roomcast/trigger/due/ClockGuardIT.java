package io.roomcast.trigger.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.testkit.SettableClock;
import io.roomcast.testkit.TestBroker;
import io.roomcast.testkit.TestDatabase;
import io.roomcast.testkit.World;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

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
        CLOCK.setOffset(Duration.ofHours(1));
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

    @Test
    void claimsWhereOthersHaveSeenThatTheDatabaseIsRight() {
        CLOCK.setOffset(Duration.ofHours(1));
        TestDatabase database = TestDatabase.create();
        database.execute("UPDATE kb_clock_witness SET seen_at = UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE");
        World world = new World(database);
        long room = world.room(world.branch, world.bot("bot", "log", "http://127.0.0.1:9"));
        long schedule = world.schedule(room, "daily", database.now().minusSeconds(1), "said");
        try (var trigger = Triggers.start(database, TestBroker.arguments(), Machine.class)) {
            await("claimed").atMost(Duration.ofSeconds(30)).until(() -> runs(database, schedule) == 1);
            assertThat(trigger.isRunning()).isTrue();
        }
    }

    /** They count by it. */
    @Test
    void makesItsKafkaClientsAnewWhenItIsSetBack() {
        CLOCK.setOffset(Duration.ZERO);
        try (var trigger = Triggers.start(TestDatabase.create(), TestBroker.arguments(), Machine.class)) {
            MessageListenerContainer listener = trigger.getBean(KafkaListenerEndpointRegistry.class)
                    .getListenerContainers()
                    .iterator()
                    .next();
            await("it reads").atMost(Duration.ofSeconds(30)).until(() -> isReading(listener));
            Set<Metric> before = meters(listener);

            CLOCK.setOffset(Duration.ofHours(-1));

            await("another reads")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> isReading(listener) && Collections.disjoint(before, meters(listener)));
        }
    }

    private static boolean isReading(MessageListenerContainer listener) {
        return !Objects.requireNonNullElse(listener.getAssignedPartitions(), Set.of())
                .isEmpty();
    }

    /** Each client has its own. */
    private static Set<Metric> meters(MessageListenerContainer listener) {
        return listener.metrics().values().stream()
                .flatMap(meters -> meters.values().stream())
                .collect(Collectors.toSet());
    }

    private static long runs(TestDatabase database, long schedule) {
        return database.count("SELECT COUNT(*) FROM kb_occurrence WHERE schedule_id = ?", schedule);
    }
}
