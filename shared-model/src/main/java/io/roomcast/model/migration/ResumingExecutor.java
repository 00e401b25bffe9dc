package io.roomcast.model.migration;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.executor.jvm.JdbcExecutor;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.MarkChangeSetRanStatement;
import liquibase.statement.core.RawSqlStatement;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of a migration, and passes over those of its first change that one before had run when it was killed.
 *
 * <p>MySQL and MariaDB commit each statement that defines something at once, and Liquibase records the change after it: whoever
 * dies between the two leaves a change that is done and not on record. Each of these statements is done as a whole or not at
 * all, and changes run one after the other: only the first that is not on record can have been begun.
 */
@Slf4j
class ResumingExecutor extends JdbcExecutor {
    /** Table, column, key, check or foreign key exists already, a second primary key; a column or key to be dropped does not. */
    private static final Set<Integer> DEFINED_ALREADY = Set.of(1050, 1060, 1061, 1068, 1091, 1826, 3822);

    private static final int ROW_EXISTS = 1062;

    private boolean inFirstChange = true;

    ResumingExecutor(Database database) {
        setDatabase(database);
    }

    @Override
    public void execute(SqlStatement statement, List<SqlVisitor> visitors) throws DatabaseException {
        inFirstChange &= !(statement instanceof MarkChangeSetRanStatement);
        if (!inFirstChange || !(statement instanceof RawSqlStatement ours)) {
            super.execute(statement, visitors);
            return;
        }
        try {
            super.execute(statement, visitors);
        } catch (DatabaseException e) {
            if (!isDoneAlready(ours.getSql(), errorCode(e))) {
                throw e;
            }
            log.warn("Done already, by a migration that did not come to its end: {}", e.getMessage());
        }
    }

    /** That a row exists says so of an INSERT alone: a unique key fails with it over what was never unique. */
    private static boolean isDoneAlready(String sql, int errorCode) {
        return errorCode == ROW_EXISTS
                ? sql.stripLeading().toUpperCase(Locale.ROOT).startsWith("INSERT")
                : DEFINED_ALREADY.contains(errorCode);
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
