package io.roomcast.benchmark;

import io.roomcast.standalone.Home;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of a home, over JDBC. */
public final class Jdbc {
    private Jdbc() {}

    public static Connection connect(Home home) throws SQLException {
        return DriverManager.getConnection(home.jdbcUrl(), "roomcast", home.databasePassword());
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
