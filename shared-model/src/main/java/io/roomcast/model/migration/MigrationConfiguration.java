package io.roomcast.model.migration;

import liquibase.integration.spring.SpringLiquibase;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.liquibase.LiquibaseAutoConfiguration;
import org.springframework.boot.autoconfigure.liquibase.LiquibaseProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Before Boot's own, which would load Liquibase at every start. */
@AutoConfiguration(before = LiquibaseAutoConfiguration.class)
@ConditionalOnProperty(name = "spring.liquibase.enabled", matchIfMissing = true)
@EnableConfigurationProperties({LiquibaseProperties.class, MigrationProperties.class})
class MigrationConfiguration {
    @Bean
    SpringLiquibase migrations(
            LiquibaseProperties properties, MigrationProperties own, ResourcePatternResolver resources) {
        var database = new DriverManagerDataSource(properties.getUrl(), properties.getUser(), properties.getPassword());
        var migrations = new Migrations(
                new ShippedChanges(resources),
                new RecordedChanges(database),
                new MigrationLock(database),
                new ServiceRights(database, own.grantTo()));
        migrations.setDataSource(database);
        migrations.setChangeLog(properties.getChangeLog());
        migrations.setAnalyticsEnabled(properties.getAnalyticsEnabled());
        return migrations;
    }
}
