package io.roomcast.model.migration;

import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import lombok.RequiredArgsConstructor;

/**
 * Runs Liquibase where a change that this release ships is not on record in the database; else starts without it, which
 * is most starts, and spares each a tenth of its processor time.
 *
 * <p>Whoever runs it validates every change that ran before against its checksum; a start without it does not.
 */
@RequiredArgsConstructor
class Migrations extends SpringLiquibase {
    private final ShippedChanges shipped;
    private final RecordedChanges recorded;

    @Override
    public void afterPropertiesSet() throws LiquibaseException {
        if (!recorded.read().containsAll(shipped.read())) {
            super.afterPropertiesSet();
        }
    }
}
