package io.roomcast.benchmark.trigger;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/** A scheduler that others made, doing the same: so many schedules due at one moment, each to be published and advanced. */
interface Peer extends AutoCloseable {
    int THREADS = 50;

    /** Tables that are not there yet. */
    void createTables(DataSource database) throws SQLException;

    /** Stores them; none of them may be due yet. */
    void store(HikariDataSource database, int count, Instant due) throws Exception;

    /** Begins to look for what is due. @param publish for each schedule that is due */
    void start(HikariDataSource database, Publisher publish) throws Exception;

    /** Stops looking and forgets what is stored. */
    @Override
    void close() throws Exception;
}
