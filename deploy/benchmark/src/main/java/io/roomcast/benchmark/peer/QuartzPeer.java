package io.roomcast.benchmark.peer;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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
public final class QuartzPeer implements Crowded {
    private static final String DATA_SOURCE = "benchmark";
    private static final int HOURS = 24;
    private static final Instant FAR = Instant.parse("2037-01-01T00:00:00Z");

    private static volatile @Nullable Job running;

    private @Nullable Scheduler scheduler;

    /** Each trigger's own run. */
    public static final class Run implements org.quartz.Job {
        @Override
        public void execute(JobExecutionContext context) {
            Job job = running;
            if (job != null) {
                job.run(
                        context.getTrigger().getKey().getName(),
                        context.getScheduledFireTime().toInstant());
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
    public Duration storing() {
        return Duration.ofMillis(12);
    }

    @Override
    public void store(HikariDataSource database, List<Instant> dues) throws SchedulerException {
        JobDetail job =
                JobBuilder.newJob(Run.class).withIdentity("run").storeDurably().build();
        Set<Trigger> triggers = new HashSet<>();
        for (int i = 0; i < dues.size(); i++) {
            triggers.add(TriggerBuilder.newTrigger()
                    .withIdentity(Integer.toString(i + 1))
                    .forJob(job)
                    .startAt(Date.from(dues.get(i)))
                    .withSchedule(SimpleScheduleBuilder.repeatHourlyForever(HOURS))
                    .build());
        }
        scheduler(database).clear();
        scheduler(database).scheduleJobs(Map.of(job, triggers), true);
    }

    /** By doubling what is there, under longer and longer names. */
    @Override
    public void crowd(HikariDataSource database, int others) throws SQLException {
        long have = 0;
        for (int round = 1; have < others; round++) {
            long before = have;
            Sql.execute(database, """
                    INSERT INTO QRTZ_TRIGGERS (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP, JOB_NAME, JOB_GROUP, NEXT_FIRE_TIME,
                      PREV_FIRE_TIME, PRIORITY, TRIGGER_STATE, TRIGGER_TYPE, START_TIME, END_TIME, MISFIRE_INSTR)
                    SELECT SCHED_NAME, CONCAT(TRIGGER_NAME, '.%d'), TRIGGER_GROUP, JOB_NAME, JOB_GROUP, %d, -1, PRIORITY,
                      TRIGGER_STATE, TRIGGER_TYPE, START_TIME, END_TIME, MISFIRE_INSTR FROM QRTZ_TRIGGERS LIMIT %d""".formatted(round, FAR.toEpochMilli(), others - have), """
                    INSERT INTO QRTZ_SIMPLE_TRIGGERS SELECT t.SCHED_NAME, t.TRIGGER_NAME, t.TRIGGER_GROUP, -1, 86400000, 0
                    FROM QRTZ_TRIGGERS t LEFT JOIN QRTZ_SIMPLE_TRIGGERS s USING (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP)
                    WHERE s.TRIGGER_NAME IS NULL""");
            have = Sql.count(database, "SELECT COUNT(*) FROM QRTZ_TRIGGERS WHERE TRIGGER_NAME LIKE '%.%'");
            if (have == before) {
                throw new IllegalStateException("Nothing is stored that could be doubled");
            }
        }
    }

    @Override
    public void start(HikariDataSource database, Job job) throws SchedulerException {
        running = job;
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
