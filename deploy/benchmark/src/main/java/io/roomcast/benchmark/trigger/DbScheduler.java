package io.roomcast.benchmark.trigger;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
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
final class DbScheduler implements Peer {
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
    public void store(HikariDataSource database, int count, Instant due) throws SQLException {
        Sql.execute(database, "DELETE FROM scheduled_tasks");
        var task = task(instance -> {});
        SchedulerClient client = SchedulerClient.Builder.create(database, task)
                .jdbcCustomization(new MySQL8JdbcCustomization(true))
                .build();
        List<TaskInstance<?>> batch = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            batch.add(task.instance(Integer.toString(i), daily));
            if (batch.size() == AT_ONCE || i == count) {
                client.scheduleBatch(batch, due);
                batch.clear();
            }
        }
    }

    @Override
    public void start(HikariDataSource database, Publisher publisher) {
        scheduler = Scheduler.create(database, task(publisher::publish))
                .pollUsingLockAndFetch(LOWER, UPPER)
                .threads(THREADS)
                .pollingInterval(Duration.ofMillis(100))
                .jdbcCustomization(new MySQL8JdbcCustomization(true))
                .build();
        scheduler.start();
    }

    private interface Run {
        void of(String instance);
    }

    private RecurringTaskWithPersistentSchedule<PlainScheduleAndData> task(Run run) {
        return Tasks.recurringWithPersistentSchedule(TASK, PlainScheduleAndData.class)
                .execute((instance, context) -> run.of(instance.getId()));
    }

    @Override
    public void close() {
        if (scheduler != null) {
            scheduler.stop();
        }
    }
}
