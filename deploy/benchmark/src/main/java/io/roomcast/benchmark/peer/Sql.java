package io.roomcast.benchmark.peer;

import io.roomcast.benchmark.Jdbc;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;

final class Sql {
    private Sql() {}

    static void execute(DataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static long count(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Jdbc.number(connection, sql);
        }
    }

    /** A script that a library brings along. */
    static void script(DataSource database, String resource) throws SQLException, IOException {
        try (InputStream in = Objects.requireNonNull(Sql.class.getResourceAsStream(resource), resource)) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^(#|--).*$", "");
            for (String statement : script.split(";")) {
                if (!statement.isBlank()) {
                    execute(database, statement);
                }
            }
        }
    }
}
