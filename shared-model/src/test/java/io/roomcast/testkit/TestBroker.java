package io.roomcast.testkit;

import io.roomcast.embedded.EmbeddedKafka;
import io.roomcast.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.kafka.KafkaContainer;

/** The one broker of this test JVM. Topics are shared by its tests: tell records apart by their ids. */
public final class TestBroker {
    private static String bootstrapServers;

    private TestBroker() {}

    public static synchronized String bootstrapServers() {
        if (bootstrapServers == null) {
            bootstrapServers = start();
        }
        return bootstrapServers;
    }

    /** Arguments for a service that shall use this broker. */
    public static List<String> arguments() {
        return List.of(
                "--roomcast.kafka.bootstrap-servers=" + bootstrapServers(), "--roomcast.kafka.replication-factor=1");
    }

    private static String start() {
        String given = System.getProperty("roomcast.test.kafka", "");
        if (!given.isEmpty()) {
            return given;
        }
        return Containers.areWanted() ? container() : embedded();
    }

    private static String container() {
        KafkaContainer kafka = new KafkaContainer(Containers.KAFKA);
        kafka.start();
        return kafka.getBootstrapServers();
    }

    private static String embedded() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "kafka");
            EmbeddedKafka broker = EmbeddedKafka.start(folder, FreePort.any());
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            return broker.bootstrapServers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
