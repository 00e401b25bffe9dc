package io.roomcast.model.migration;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import lombok.RequiredArgsConstructor;

/**
 * Gives the accounts that the services work under what they need and no more: rows of every table, but of the record of who did
 * what they neither change nor delete any. What an account may besides is not taken from it.
 */
@RequiredArgsConstructor
class ServiceRights {
    private static final String RECORD = "kb_audit_log";
    private static final Pattern ACCOUNT = Pattern.compile("([\\w.-]+)@([\\w.%:-]+)");

    private final DataSource database;
    private final List<String> accounts;

    /** Every time: an account, or a table, may be new. @throws IllegalStateException for an account that is not there */
    void grant() {
        if (accounts.isEmpty()) {
            return;
        }
        List<String> quoted = accounts.stream().map(ServiceRights::quoted).toList();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                String rights = table.equals(RECORD) ? "SELECT, INSERT" : "SELECT, INSERT, UPDATE, DELETE";
                for (String account : quoted) {
                    statement.execute("GRANT " + rights + " ON `" + table + "` TO " + account);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("roomcast.migrations.grant-to: the rights could not be given", e);
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        var tables = new ArrayList<String>();
        try (var rows = statement.executeQuery("SELECT TABLE_NAME FROM information_schema.TABLES"
                + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME LIKE 'kb\\_%'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static String quoted(String account) {
        Matcher parts = ACCOUNT.matcher(account);
        if (!parts.matches()) {
            throw new IllegalStateException("roomcast.migrations.grant-to: not user@host: " + account);
        }
        return "'" + parts.group(1) + "'@'" + parts.group(2) + "'";
    }
}
