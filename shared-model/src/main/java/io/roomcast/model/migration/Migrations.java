package io.roomcast.model.migration;

import java.util.Set;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.executor.ExecutorService;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.statement.core.RawSqlStatement;
import lombok.RequiredArgsConstructor;

/**
 * Runs Liquibase where a change that this release ships is not on record in the database; else starts without it, which
 * is most starts, and spares each a tenth of its processor time.
 *
 * <p>Whoever runs it validates every change that ran before against its checksum; a start without it does not. A
 * migration may be killed at any moment: the next start goes on with it.
 */
@RequiredArgsConstructor
class Migrations extends SpringLiquibase {
    private final ShippedChanges shipped;
    private final RecordedChanges recorded;
    private final MigrationLock lock;
    private final ServiceRights rights;

    @Override
    public void afterPropertiesSet() throws LiquibaseException {
        Set<String> changes = shipped.read();
        if (changes.isEmpty()) {
            throw new IllegalStateException("This release ships no migrations: it is not complete");
        }
        if (isBehind(changes)) {
            lock.hold(() -> {
                if (isBehind(changes)) {
                    super.afterPropertiesSet();
                }
            });
        }
        rights.grant();
    }

    @Override
    protected void performUpdate(Liquibase liquibase) throws LiquibaseException {
        Database database = liquibase.getDatabase();
        ExecutorService executors = Scope.getCurrentScope().getSingleton(ExecutorService.class);
        var executor = new ResumingExecutor(database);
        executors.setExecutor("jdbc", database, executor);
        // As every session of the services: a change that reads what they write must not lock it.
        executor.execute(new RawSqlStatement("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"));
        super.performUpdate(liquibase);
    }

    private boolean isBehind(Set<String> changes) {
        return !recorded.read().containsAll(changes);
    }
}
