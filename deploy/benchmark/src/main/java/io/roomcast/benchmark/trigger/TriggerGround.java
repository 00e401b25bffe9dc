package io.roomcast.benchmark.trigger;

import io.roomcast.benchmark.Jdbc;
import io.roomcast.benchmark.Processes;
import io.roomcast.embedded.EmbeddedMariaDb;
import io.roomcast.standalone.Home;
import io.roomcast.standalone.Services;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What trigger-service is measured on: a database with its tables, and a broker. */
public final class TriggerGround implements AutoCloseable {
    private final Home home;
    private final EmbeddedMariaDb database;
    private final Processes processes = new Processes();
    private final Connection connection;

    private TriggerGround(Home home, EmbeddedMariaDb database, Connection connection) {
        this.home = home;
        this.database = database;
        this.connection = connection;
    }

    public static TriggerGround open(Home home) throws SQLException {
        home.createFolders();
        EmbeddedMariaDb database = EmbeddedMariaDb.start(home.database().with(List.of("--innodb-buffer-pool-size=1G")));
        var ground = new TriggerGround(home, database, Jdbc.connect(home));
        try {
            ground.processes.start(Services.fast(home).broker());
            ground.migrate();
            return ground;
        } catch (RuntimeException e) {
            ground.close();
            throw e;
        }
    }

    /** To its tables. */
    public Connection connection() {
        return connection;
    }

    /** A service's start brings the tables. */
    private void migrate() {
        try (var service = new Processes()) {
            service.start(Services.fast(home).trigger(1));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        processes.close();
        database.close();
    }
}
