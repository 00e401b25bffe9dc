package io.roomcast.benchmark.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The database as a peer reaches it: with connections enough for all its threads. */
public final class PeerDatabase {
    /** Of the environment: a command line can be read by every user of the machine. */
    public static final String PASSWORD = "ROOMCAST_DATABASE_PASSWORD";

    private static final int CONNECTIONS = Peer.THREADS + 10;

    private PeerDatabase() {}

    public static HikariDataSource open(String url) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(url);
        settings.setUsername("roomcast");
        settings.setPassword(System.getenv(PASSWORD));
        settings.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(settings);
    }
}
