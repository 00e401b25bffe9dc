package io.roomcast.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A single-node Kafka broker (KRaft, broker and controller in one) inside this JVM, on 127.0.0.1.
 *
 * <p>Records and consumer offsets live in {@code folder} and survive a kill of the JVM. Topics are not created by
 * asking for them: whoever needs one declares it.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Formats {@code folder} on first use, then returns when the broker accepts connections. */
    public static EmbeddedKafka start(Path folder, int port) {
        return start(folder, port, port);
    }

    /** @param advertisedPort under which its users are told to reach it: its own, or that of a wire to it */
    public static EmbeddedKafka start(Path folder, int port, int advertisedPort) {
        try {
            Files.createDirectories(folder);
            Properties properties = properties(folder.toAbsolutePath(), port, advertisedPort, controllerPort(folder));
            formatOnce(folder, properties);
            var server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(server, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code host:port}, as clients want it. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public void awaitShutdown() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void formatOnce(Path folder, Properties properties) throws IOException {
        if (Files.exists(folder.resolve("data/meta.properties"))) {
            return;
        }
        Path file = folder.resolve("broker.properties");
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        var quiet = new PrintStream(Files.newOutputStream(folder.resolve("format.log")), true);
        if (StorageTool.execute(arguments, quiet) != 0) {
            throw new IllegalStateException("Kafka's storage could not be formatted; see " + folder + "/format.log");
        }
    }

    /** The controller's port is part of the formatted state, so it is chosen once and kept. */
    private static int controllerPort(Path folder) throws IOException {
        Path file = folder.resolve("controller.port");
        if (!Files.exists(file)) {
            Files.writeString(file, Integer.toString(FreePort.any()));
        }
        return Integer.parseInt(Files.readString(file).trim());
    }

    private static Properties properties(Path folder, int port, int advertisedPort, int controllerPort) {
        var properties = new Properties();
        for (String line : List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + advertisedPort,
                "controller.listener.names=CONTROLLER",
                "inter.broker.listener.name=PLAINTEXT",
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs=" + folder.resolve("data"),
                "auto.create.topics.enable=false",
                "num.partitions=12",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=4",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=2",
                "group.initial.rebalance.delay.ms=0",
                "log.cleaner.dedupe.buffer.size=2097152",
                // After a kill the broker waits for its own old session to end; the default makes that 12 s.
                "broker.session.timeout.ms=2000",
                "broker.heartbeat.interval.ms=500")) {
            int equals = line.indexOf('=');
            properties.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return properties;
    }
}
