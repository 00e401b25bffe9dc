package io.roomcast.benchmark.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.helper.PlainScheduleAndData;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTaskWithPersistentSchedule;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** db-scheduler in its fastest mode: rows are locked and fetched by one statement, and run by many threads. */
public final class DbScheduler implements Crowded {
    private static final String TASK = "benchmark";
    private static final int AT_ONCE = 1_000;
    /** Of the threads: fetched again below the first, as many as the second. The library's own advice for throughput. */
    private static final double LOWER = 1.0;

    private static final double UPPER = 4.0;

    private final PlainScheduleAndData daily = new PlainScheduleAndData(Schedules.daily(LocalTime.NOON));
    private @Nullable Scheduler scheduler;

    @Override
    public void createTables(DataSource database) throws SQLException {
        Sql.execute(database, "DROP TABLE IF EXISTS scheduled_tasks");
        Sql.execute(database, """
                CREATE TABLE scheduled_tasks (
                  task_name VARCHAR(100) NOT NULL, task_instance VARCHAR(100) NOT NULL, task_data BLOB,
                  execution_time TIMESTAMP(6) NOT NULL, picked BOOLEAN NOT NULL, picked_by VARCHAR(50),
                  last_success TIMESTAMP(6) NULL, last_failure TIMESTAMP(6) NULL, consecutive_failures INT,
                  last_heartbeat TIMESTAMP(6) NULL, version BIGINT NOT NULL, priority SMALLINT,
                  PRIMARY KEY (task_name, task_instance), INDEX execution_time_idx (execution_time),
                  INDEX last_heartbeat_idx (last_heartbeat),
                  INDEX priority_execution_time_idx (priority DESC, execution_time ASC))""");
    }

    @Override
    public Duration storing() {
        return Duration.ofMillis(1);
    }

    @Override
    public void store(HikariDataSource database, List<Instant> dues) throws SQLException {
        Sql.execute(database, "DELETE FROM scheduled_tasks");
        var task = task((schedule, due) -> {});
        SchedulerClient client = SchedulerClient.Builder.create(database, task)
                .jdbcCustomization(new MySQL8JdbcCustomization(true))
                .build();
        List<SchedulableInstance<?>> batch = new ArrayList<>();
        for (int i = 0; i < dues.size(); i++) {
            batch.add(SchedulableInstance.of(task.instance(Integer.toString(i + 1), daily), dues.get(i)));
            if (batch.size() == AT_ONCE || i == dues.size() - 1) {
                client.scheduleBatch(batch);
                batch.clear();
            }
        }
    }

    /** By doubling what is there, under longer and longer names. */
    @Override
    public void crowd(HikariDataSource database, int others) throws SQLException {
        long have = 0;
        for (int round = 1; have < others; round++) {
            long before = have;
            Sql.execute(database, """
                    INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
                    SELECT task_name, CONCAT(task_instance, '.%d'), task_data, '2037-01-01', picked, version FROM scheduled_tasks
                    LIMIT %d""".formatted(round, others - have));
            have = Sql.count(database, "SELECT COUNT(*) FROM scheduled_tasks WHERE task_instance LIKE '%.%'");
            if (have == before) {
                throw new IllegalStateException("Nothing is stored that could be doubled");
            }
        }
    }

    @Override
    public void start(HikariDataSource database, Job job) {
        scheduler = Scheduler.create(database, task(job))
                .pollUsingLockAndFetch(LOWER, UPPER)
                .threads(THREADS)
                .pollingInterval(Duration.ofMillis(100))
                .jdbcCustomization(new MySQL8JdbcCustomization(true))
                .build();
        scheduler.start();
    }

    private RecurringTaskWithPersistentSchedule<PlainScheduleAndData> task(Job job) {
        return Tasks.recurringWithPersistentSchedule(TASK, PlainScheduleAndData.class)
                .execute((instance, context) -> job.run(instance.getId(), context.getExecution().executionTime));
    }

    @Override
    public void close() {
        if (scheduler != null) {
            scheduler.stop();
        }
    }
}
