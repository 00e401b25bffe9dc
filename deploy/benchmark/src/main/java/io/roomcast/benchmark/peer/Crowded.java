package io.roomcast.benchmark.peer;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;

/** A peer that keeps many schedules beside those that fall due. */
public interface Crowded extends Peer {
    /** Adds so many to what is stored, due some other day. */
    void crowd(HikariDataSource database, int others) throws SQLException;
}
