package io.roomcast.testkit;

import io.roomcast.embedded.WireTap;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.jspecify.annotations.Nullable;

/** A database of its own, migrated, on the test JVM's server. */
public final class TestDatabase implements AutoCloseable {
    /** As text: the driver takes MariaDB 10 for a server that knows no fractions of a second, and drops them. */
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final TestDatabaseServer server;
    private final String name;

    /** Waiting for the next statement: to open one takes longer than what most statements do. */
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    private TestDatabase(TestDatabaseServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** A database that is there already, on a server of the test's own; migrated when this returns. */
    public static TestDatabase at(String address, String name, String user, String password) {
        var database = new TestDatabase(new TestDatabaseServer(address, user, password), name);
        database.migrate();
        return database;
    }

    /** A fresh one on the server given by property or in a container; empty where neither is asked for. */
    public static Optional<TestDatabase> onForeignServer() {
        return TestDatabaseServer.isForeign() ? Optional.of(create()) : Optional.empty();
    }

    public static TestDatabase create() {
        TestDatabase database = empty();
        database.copy(Original.MIGRATED);
        return database;
    }

    /** Migrated once in this JVM: to copy its tables takes a tenth of the time. */
    private static final class Original {
        static final TestDatabase MIGRATED = empty();

        static {
            MIGRATED.migrate();
        }
    }

    /** One without any table. */
    public static TestDatabase empty() {
        String fresh = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        var database = new TestDatabase(TestDatabaseServer.get(), fresh);
        try (var connection = DriverManager.getConnection(
                        url(database.server.address, ""), database.server.user, database.server.password);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database.name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    /** The same, for a service that shall reach it over this wire. */
    public TestDatabase behind(WireTap wire) {
        return new TestDatabase(new TestDatabaseServer(wire.address(), server.user, server.password), name);
    }

    /** Arguments for a service that shall use this database. */
    public List<String> arguments() {
        return List.of(
                "--roomcast.database.address=" + server.address,
                "--roomcast.database.name=" + name,
                "--roomcast.database.user=" + server.user,
                "--roomcast.database.password=" + server.password);
    }

    public String address() {
        return server.address;
    }

    public String name() {
        return name;
    }

    public String user() {
        return server.user;
    }

    public String password() {
        return server.password;
    }

    public String url() {
        return url(server.address, name);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), server.user, server.password);
    }

    /** Returns the generated key, or 0. */
    public long execute(String sql, Object... values) {
        return run(connection -> {
            try (var statement = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
                bind(statement, values);
                statement.executeUpdate();
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    return keys.next() ? keys.getLong(1) : 0;
                }
            }
        });
    }

    /** In this order, all or none. */
    public void transaction(String... statements) {
        run(connection -> {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                for (String each : statements) {
                    statement.execute(each);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            return true;
        });
    }

    public List<Map<String, Object>> query(String sql, Object... values) {
        return run(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                bind(statement, values);
                try (ResultSet rows = statement.executeQuery()) {
                    return read(rows);
                }
            }
        });
    }

    public long count(String sql, Object... values) {
        return ((Number) query(sql, values).get(0).values().iterator().next()).longValue();
    }

    public Instant now() {
        return ((LocalDateTime) query("SELECT UTC_TIMESTAMP(3) AS n").get(0).get("n")).toInstant(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        execute("DROP DATABASE " + name);
        idle.forEach(TestDatabase::closeQuietly);
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** A connection on which something failed is not used again, nor one whose server has died meanwhile. */
    private <T> T run(Work<T> work) {
        Connection connection = idle.poll();
        try {
            if (connection == null || !connection.isValid(1)) {
                closeQuietly(connection);
                connection = connect();
            }
            T result = work.on(connection);
            idle.push(connection);
            return result;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw new IllegalStateException(e);
        }
    }

    private static void closeQuietly(@Nullable Connection connection) {
        try (connection) {
            // Whatever state it is in.
        } catch (SQLException e) {
            Logger.getLogger(TestDatabase.class.getName()).log(Level.FINE, "Not closed", e);
        }
    }

    private void migrate() {
        Logger.getLogger("liquibase").setLevel(Level.WARNING);
        try (var connection = connect();
                var liquibase = new Liquibase(
                        "io/roomcast/db/changelog.yaml",
                        new ClassLoaderResourceAccessor(),
                        new JdbcConnection(connection))) {
            liquibase.update("");
        } catch (SQLException | LiquibaseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void copy(TestDatabase original) {
        List<String> tables = original.query("SHOW TABLES").stream()
                .map(row -> (String) row.values().iterator().next())
                .toList();
        run(connection -> {
            try (var statement = connection.createStatement()) {
                // A table may stand before the one to which it refers.
                statement.execute("SET FOREIGN_KEY_CHECKS = 0");
                for (String table : tables) {
                    statement.execute((String)
                            original.query("SHOW CREATE TABLE " + table).get(0).get("Create Table"));
                    statement.execute("INSERT INTO " + table + " SELECT * FROM " + original.name + "." + table);
                }
                statement.execute("SET FOREIGN_KEY_CHECKS = 1");
            }
            return true;
        });
    }

    private static String url(String address, String name) {
        return "jdbc:mysql://" + address + "/" + name
                + "?allowPublicKeyRetrieval=true&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true";
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof Instant moment ? MOMENT.format(moment) : value);
        }
    }

    private static List<Map<String, Object>> read(ResultSet rows) throws SQLException {
        var all = new ArrayList<Map<String, Object>>();
        while (rows.next()) {
            var row = new LinkedHashMap<String, Object>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
            }
            all.add(row);
        }
        return all;
    }
}
