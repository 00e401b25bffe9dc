package io.roomcast.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
    @TempDir
    Path folder;

    @Test
    void committedRowsSurviveAKillOfTheDatabase() throws Exception {
        try (var database = EmbeddedMariaDb.start(settings())) {
            execute(database, "CREATE TABLE t (id INT)");
            execute(database, "INSERT INTO t VALUES (7)");

            database.kill();
            database.restart();

            assertThat(queryOne(database, "SELECT id FROM t")).isEqualTo("7");
        }
    }

    @Test
    void theDatabaseHasNoAccountButTheGivenOne() {
        try (var database = EmbeddedMariaDb.start(settings())) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(database), "root", ""))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> DriverManager.getConnection(url(database), "", ""))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void recordsSurviveARestartOfTheBroker() throws Exception {
        int port = FreePort.any();
        try (var broker = EmbeddedKafka.start(folder.resolve("kafka"), port);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                var producer =
                        new KafkaProducer<>(properties(broker), new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>("t", "key", "value")).get();
        }

        try (var broker = EmbeddedKafka.start(folder.resolve("kafka"), port);
                var consumer =
                        new KafkaConsumer<>(properties(broker), new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition("t", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));

            assertThat(consumer.poll(Duration.ofSeconds(20)))
                    .singleElement()
                    .satisfies(record -> assertThat(record.value()).isEqualTo("value"));
        }
    }

    private EmbeddedMariaDb.Settings settings() {
        Path cache = Path.of(System.getProperty("user.home"), ".cache/roomcast");
        return new EmbeddedMariaDb.Settings(folder, cache, FreePort.any(), "app", "app", "secret", false);
    }

    private static Properties properties(EmbeddedKafka broker) {
        var properties = new Properties();
        properties.put("bootstrap.servers", broker.bootstrapServers());
        return properties;
    }

    private static String url(EmbeddedMariaDb database) {
        return "jdbc:mysql://" + database.address() + "/app?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    private static void execute(EmbeddedMariaDb database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url(database), "app", "secret");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String queryOne(EmbeddedMariaDb database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url(database), "app", "secret");
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
