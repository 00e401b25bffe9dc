package io.roomcast.faults;

import io.roomcast.embedded.EmbeddedMariaDb;
import io.roomcast.embedded.Folders;
import io.roomcast.standalone.Home;
import io.roomcast.standalone.Services;
import io.roomcast.standalone.Watched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A service that is killed while it makes the tables of an empty database of its own, again and again; whoever starts after it
 * goes on, and in the end the tables are those of the others.
 */
final class KilledMigrations {
    private static final int KILLS = 2;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(5);

    /** About as long as one change takes: the kill comes at any point of it. */
    private static final int MILLIS_OF_A_CHANGE = 40;

    private static final String CHANGES = "SELECT COUNT(*) FROM DATABASECHANGELOG";

    private static final List<String> STRUCTURE = List.of(
            "SELECT CONCAT_WS(' ', TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE) FROM information_schema.COLUMNS"
                    + " WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1",
            "SELECT CONCAT_WS(' ', TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX, COLUMN_NAME) FROM information_schema.STATISTICS"
                    + " WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1",
            "SELECT CONCAT_WS(' ', TABLE_NAME, CONSTRAINT_NAME) FROM information_schema.TABLE_CONSTRAINTS"
                    + " WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1",
            "SELECT CONCAT_WS(' ', holiday_date, name) FROM kb_holiday ORDER BY 1");

    private final Scene scene;
    private final Home home;
    private final Watched service;

    private KilledMigrations(Scene scene) {
        this.scene = scene;
        this.home = scene.site().home.inner("migrated");
        deleteWhatAnEarlierStrikeLeft();
        home.createFolders();
        // There is no broker in this home: it does not come so far.
        this.service = new Services(home).trigger(1);
    }

    static Strike strike(Scene scene) {
        var migrations = new KilledMigrations(scene);
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(migrations.home.database())) {
            return migrations.strike();
        } finally {
            migrations.service.kill();
        }
    }

    private void deleteWhatAnEarlierStrikeLeft() {
        try {
            Folders.delete(home.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Strike strike() {
        long all = Witness.number(scene.site().home, CHANGES);
        List<String> whole = structure(scene.site().home);
        if (whole.isEmpty() || all <= KILLS) {
            // Another fault has the database of the others: nothing to compare with.
            return Strike.done(0, 0);
        }
        Random random = scene.random();
        int bites = 0;
        for (long done : random.longs(KILLS, 1, all - 1).sorted().toArray()) {
            service.start();
            awaitChanges(done);
            Rest.of(Duration.ofMillis(random.nextInt(MILLIS_OF_A_CHANGE)));
            service.kill();
            long recorded = Witness.number(home, CHANGES);
            bites += recorded >= 0 && recorded < all ? 1 : 0;
        }
        service.start();
        awaitChanges(all);
        if (!structure(home).equals(whole)) {
            scene.complaints().add("tables made after " + KILLS + " kills differ from those made in one go");
        }
        return Strike.done(KILLS, bites);
    }

    private void awaitChanges(long count) {
        long start = System.nanoTime();
        while (Witness.number(home, CHANGES) < count) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                scene.complaints()
                        .add("a migration that was killed did not come to change " + count + " of the tables");
                return;
            }
            Rest.of(LOOK);
        }
    }

    /** Nothing where the database does not answer. */
    private static List<String> structure(Home home) {
        try (Connection connection = Witness.connect(home);
                Statement statement = connection.createStatement()) {
            var texts = new ArrayList<String>();
            for (String sql : STRUCTURE) {
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        texts.add(rows.getString(1));
                    }
                }
            }
            return texts;
        } catch (SQLException e) {
            return List.of();
        }
    }
}
