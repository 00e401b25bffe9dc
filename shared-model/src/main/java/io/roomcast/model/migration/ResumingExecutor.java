package io.roomcast.model.migration;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.executor.jvm.JdbcExecutor;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RawSqlStatement;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of a migration, and passes over those at its beginning that one before had run when it was killed.
 *
 * <p>MySQL and MariaDB commit each statement that defines something at once, and Liquibase records the change after it: whoever
 * dies between the two leaves a change that is done and not on record. Each of these statements is done as a whole or not at
 * all. From the first one on that runs and could not run again, none is passed over.
 */
@Slf4j
class ResumingExecutor extends JdbcExecutor {
    /**
     * Of MySQL and MariaDB: table, column, key, row, check or foreign key exists already, what is to be dropped does not, a second
     * primary key.
     */
    private static final Set<Integer> DONE_ALREADY = Set.of(1050, 1060, 1061, 1062, 1068, 1091, 1826, 3822);

    /** Whatever else a statement does, it does the same when it is done again. */
    private static final Pattern ONCE =
            Pattern.compile("\\s*(CREATE|DROP)\\b.*|\\s*ALTER\\b.*\\b(ADD|DROP|RENAME|CHANGE)\\b.*", Pattern.DOTALL);

    private boolean resuming = true;

    ResumingExecutor(Database database) {
        setDatabase(database);
    }

    @Override
    public void execute(SqlStatement statement, List<SqlVisitor> visitors) throws DatabaseException {
        if (!(resuming && statement instanceof RawSqlStatement ours)) {
            super.execute(statement, visitors);
            return;
        }
        try {
            super.execute(statement, visitors);
            resuming = !ONCE.matcher(ours.getSql()).matches();
        } catch (DatabaseException e) {
            if (!DONE_ALREADY.contains(errorCode(e))) {
                throw e;
            }
            log.warn("Done already, by a migration that did not come to its end: {}", e.getMessage());
        }
    }

    /** 0 where the database was not what failed. */
    private static int errorCode(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return refused.getErrorCode();
            }
        }
        return 0;
    }
}
