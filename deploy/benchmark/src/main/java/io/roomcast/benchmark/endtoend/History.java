package io.roomcast.benchmark.endtoend;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One row for each schedule that was called out. */
interface History extends AutoCloseable {
    /** @param done runs after the commit */
    record Entry(String schedule, Instant due, Runnable done) {}

    /** Any thread. */
    void add(Entry entry);

    @Override
    void close() throws InterruptedException;

    static void createTable(HikariDataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS benchmark_history (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,"
                            + " schedule VARCHAR(100) NOT NULL, due_at DATETIME(3) NOT NULL, sent_at DATETIME(3) NOT NULL,"
                            + " message TEXT NOT NULL, KEY ix_history (schedule, id))");
        }
    }

    /** Each by itself, before {@link #add} returns: as a job of a scheduler would. */
    static History oneByOne(HikariDataSource database) {
        return new History() {
            @Override
            public void add(Entry entry) {
                insert(database, List.of(entry));
            }

            @Override
            public void close() {
                // Nothing waits.
            }
        };
    }

    /** Those that come while others are written go together in the next statement. */
    static History inBatches(HikariDataSource database) {
        return new InBatches(database);
    }

    private static void insert(HikariDataSource database, List<Entry> entries) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO benchmark_history (schedule, due_at, sent_at, message) VALUES (?, ?, UTC_TIMESTAMP(3), 'bench')")) {
            connection.setAutoCommit(entries.size() == 1);
            for (Entry entry : entries) {
                insert.setString(1, entry.schedule());
                insert.setTimestamp(2, Timestamp.from(entry.due()));
                insert.addBatch();
            }
            insert.executeBatch();
            if (entries.size() > 1) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        entries.forEach(entry -> entry.done().run());
    }

    /** One thread that writes. */
    final class InBatches implements History {
        private static final int MOST = 1_000;

        private final HikariDataSource database;
        private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
        private final Thread writer = new Thread(this::write, "history");

        private InBatches(HikariDataSource database) {
            this.database = database;
            writer.start();
        }

        @Override
        public void add(Entry entry) {
            waiting.add(entry);
        }

        private void write() {
            try {
                while (true) {
                    var batch = new ArrayList<Entry>(List.of(waiting.take()));
                    waiting.drainTo(batch, MOST - 1);
                    insert(database, batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws InterruptedException {
            writer.interrupt();
            writer.join();
        }
    }
}
