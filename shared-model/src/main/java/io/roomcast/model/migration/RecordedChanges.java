package io.roomcast.model.migration;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import lombok.RequiredArgsConstructor;

/** The changes that ran on this database, each as {@code author:id}. */
@RequiredArgsConstructor
class RecordedChanges {
    private static final String TABLE = "DATABASECHANGELOG";

    private final DataSource database;

    /** None where nothing ever ran. */
    Set<String> read() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            if (isMissing(connection.getMetaData(), connection.getCatalog())) {
                return Set.of();
            }
            var changes = new HashSet<String>();
            try (var rows = statement.executeQuery("SELECT AUTHOR, ID FROM " + TABLE)) {
                while (rows.next()) {
                    changes.add(rows.getString(1) + ":" + rows.getString(2));
                }
            }
            return changes;
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not tell which changes ran on it", e);
        }
    }

    private static boolean isMissing(DatabaseMetaData database, String catalog) throws SQLException {
        try (var tables = database.getTables(catalog, null, TABLE, null)) {
            return !tables.next();
        }
    }
}
