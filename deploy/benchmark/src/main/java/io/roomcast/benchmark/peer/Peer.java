package io.roomcast.benchmark.peer;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** A scheduler that others made, doing the same: schedules that fall due, each to be run and moved on by a day. */
public interface Peer extends AutoCloseable {
    int THREADS = 50;

    /** What is done for a schedule that is due. */
    interface Job {
        void run(String schedule, Instant due);
    }

    /** Tables that are not there yet. */
    void createTables(DataSource database) throws SQLException;

    /** It takes to store one schedule, at most. */
    Duration storing();

    /** Stores these alone, and forgets what was stored before; none of them may be due yet. */
    void store(HikariDataSource database, List<Instant> dues) throws Exception;

    /** Begins to look for what is due. */
    void start(HikariDataSource database, Job job) throws Exception;

    /** Stops looking. */
    @Override
    void close() throws Exception;
}
