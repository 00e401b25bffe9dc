package io.roomcast.benchmark.trigger;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz, clustered over JDBC, triggers acquired a hundred at a time. */
final class QuartzPeer implements Peer {
    private static final String DATA_SOURCE = "benchmark";
    private static final int HOURS = 24;

    private static volatile @Nullable Publisher publisher;

    private @Nullable Scheduler scheduler;

    /** Each trigger's own run. */
    public static final class Publish implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            Publisher target = publisher;
            if (target != null) {
                target.publish(context.getTrigger().getKey().getName());
            }
        }
    }

    @Override
    public void createTables(DataSource database) throws SQLException {
        try {
            Sql.script(database, "/org/quartz/impl/jdbcjobstore/tables_mysql_innodb.sql");
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    @Override
    public void store(HikariDataSource database, int count, Instant due) throws SchedulerException {
        JobDetail job = JobBuilder.newJob(Publish.class)
                .withIdentity("publish")
                .storeDurably()
                .build();
        Set<Trigger> triggers = new HashSet<>();
        for (int i = 1; i <= count; i++) {
            triggers.add(TriggerBuilder.newTrigger()
                    .withIdentity(Integer.toString(i))
                    .forJob(job)
                    .startAt(Date.from(due))
                    .withSchedule(SimpleScheduleBuilder.repeatHourlyForever(HOURS))
                    .build());
        }
        scheduler(database).clear();
        scheduler(database).scheduleJobs(Map.of(job, triggers), true);
    }

    @Override
    public void start(HikariDataSource database, Publisher target) throws SchedulerException {
        publisher = target;
        scheduler(database).start();
    }

    private Scheduler scheduler(HikariDataSource database) throws SchedulerException {
        if (scheduler != null) {
            return scheduler;
        }
        DBConnectionManager.getInstance().addConnectionProvider(DATA_SOURCE, new Connections(database));
        var properties = new Properties();
        properties.putAll(Map.of(
                "org.quartz.scheduler.instanceName", "benchmark",
                "org.quartz.scheduler.instanceId", "AUTO",
                "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "100",
                "org.quartz.threadPool.threadCount", Integer.toString(THREADS),
                "org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX",
                "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate",
                "org.quartz.jobStore.isClustered", "true",
                "org.quartz.jobStore.acquireTriggersWithinLock", "true",
                "org.quartz.jobStore.misfireThreshold", "600000",
                "org.quartz.jobStore.dataSource", DATA_SOURCE));
        scheduler = new StdSchedulerFactory(properties).getScheduler();
        return scheduler;
    }

    private record Connections(HikariDataSource database) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return database.getConnection();
        }

        @Override
        public void shutdown() {
            // The data source is the benchmark's.
        }

        @Override
        public void initialize() {
            // It is there.
        }
    }

    @Override
    public void close() throws SchedulerException {
        if (scheduler != null) {
            scheduler.shutdown(true);
        }
    }
}
