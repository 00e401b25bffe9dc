package io.roomcast.simulator;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** KakaoTalk's own database on the phone, a SQLite as there: {@code chat_logs} and {@code db2.open_chat_member}. */
final class ChatLog implements AutoCloseable {
    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS chat_logs (
              _id INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER, type INTEGER, chat_id INTEGER, user_id INTEGER,
              message TEXT, attachment TEXT, created_at INTEGER, deleted_at INTEGER DEFAULT 0,
              client_message_id INTEGER, prev_id INTEGER, referer INTEGER DEFAULT 0, supplement TEXT DEFAULT '{}', v TEXT)""";

    private final Connection connection;

    ChatLog(Path file) {
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            execute("PRAGMA journal_mode = WAL");
            execute("PRAGMA synchronous = NORMAL");
            execute(TABLE);
            execute("CREATE INDEX IF NOT EXISTS chat_logs_room ON chat_logs (chat_id, _id)");
            execute("ATTACH DATABASE ':memory:' AS db2");
            execute("CREATE TABLE db2.open_chat_member (user_id INTEGER, nickname TEXT, link_member_type INTEGER)");
        } catch (SQLException e) {
            throw new IllegalStateException("The chat log " + file + " cannot be opened", e);
        }
    }

    /** Runs any statement with string values, as Iris does; every value comes back as a string or null. */
    synchronized List<Map<String, @Nullable String>> query(String sql, List<String> bind) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < bind.size(); i++) {
                statement.setString(i + 1, bind.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        }
    }

    /** Appends a row and returns its {@code _id}. */
    synchronized long append(long room, long user, int type, String message, String attachment, String v)
            throws SQLException {
        String sql = """
                INSERT INTO chat_logs (id, type, chat_id, user_id, message, attachment, created_at, client_message_id,
                  prev_id, v) VALUES ((SELECT COALESCE(MAX(_id), 0) + 3530028521861085185 FROM chat_logs), ?, ?, ?, ?, ?, ?,
                  ABS(RANDOM() % 1000000000), 0, ?) RETURNING _id""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, type);
            statement.setLong(2, room);
            statement.setLong(3, user);
            statement.setString(4, message);
            statement.setString(5, attachment);
            statement.setLong(6, System.currentTimeMillis() / 1_000);
            statement.setString(7, v);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<Map<String, @Nullable String>> read(ResultSet rows) throws SQLException {
        var all = new ArrayList<Map<String, @Nullable String>>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            var row = new LinkedHashMap<String, @Nullable String>();
            for (int i = 1; i <= columns; i++) {
                row.put(rows.getMetaData().getColumnLabel(i), rows.getString(i));
            }
            all.add(row);
        }
        return all;
    }
}
