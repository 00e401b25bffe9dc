package io.roomcast.benchmark.endtoend;

import com.zaxxer.hikari.HikariDataSource;
import io.roomcast.benchmark.peer.Peer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The least that does all of it: rows that are due are claimed a thousand at a time, a record is published for each, whoever
 * reads it does the job. Nothing is kept in order, held to a limit, tried again or known after a crash.
 */
final class PlainPath implements Peer {
    private static final int BATCH = 1_000;
    private static final int PARTITIONS = 12;
    private static final Duration POLL = Duration.ofMillis(100);

    private final String kafka;
    private final String topic = "benchmark.plain." + System.nanoTime();
    private final List<Thread> working = new ArrayList<>();
    private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);
    private volatile boolean stopped;

    private record Due(long id, Instant at) {}

    PlainPath(String kafka) {
        this.kafka = kafka;
    }

    @Override
    public void createTables(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS benchmark_plain");
            statement.execute("CREATE TABLE benchmark_plain (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,"
                    + " next_send_at DATETIME(3) NOT NULL, KEY ix_plain_due (next_send_at, id))");
        }
    }

    @Override
    public Duration storing() {
        return Duration.ofMillis(1);
    }

    @Override
    public void store(HikariDataSource database, List<Instant> dues) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO benchmark_plain (next_send_at) VALUES (?)")) {
            statement.execute("TRUNCATE TABLE benchmark_plain");
            for (Instant due : dues) {
                insert.setTimestamp(1, Timestamp.from(due));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public void start(HikariDataSource database, Job job) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        work(() -> read(job));
        work(() -> claim(database));
    }

    private void work(Runnable work) {
        var thread = new Thread(work);
        working.add(thread);
        thread.start();
    }

    private void claim(HikariDataSource database) {
        try (Connection connection = database.getConnection();
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 5),
                        new StringSerializer(),
                        new StringSerializer())) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            while (!stopped) {
                List<Due> claimed = claim(connection);
                connection.commit();
                for (Due due : claimed) {
                    producer.send(new ProducerRecord<>(
                            topic, Long.toString(due.id()), due.at().toString()));
                }
                if (claimed.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Due> claim(Connection connection) throws SQLException {
        var due = new ArrayList<Due>();
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT id, next_send_at FROM benchmark_plain WHERE next_send_at <= UTC_TIMESTAMP(3)"
                                + " ORDER BY next_send_at, id LIMIT " + BATCH + " FOR UPDATE SKIP LOCKED");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                due.add(new Due(rows.getLong(1), rows.getTimestamp(2).toInstant()));
            }
        }
        if (!due.isEmpty()) {
            String ids = due.stream().map(it -> Long.toString(it.id())).collect(Collectors.joining(","));
            try (var update = connection.createStatement()) {
                update.execute("UPDATE benchmark_plain SET next_send_at = next_send_at + INTERVAL 1 DAY WHERE id IN ("
                        + ids + ")");
            }
        }
        return due;
    }

    private void read(Job job) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopped) {
                for (var record : consumer.poll(POLL)) {
                    callers.execute(() -> job.run(record.key(), Instant.parse(record.value())));
                }
            }
        }
    }

    @Override
    public void close() throws InterruptedException, ExecutionException {
        stopped = true;
        for (Thread thread : working) {
            thread.join();
        }
        callers.shutdown();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }
}
