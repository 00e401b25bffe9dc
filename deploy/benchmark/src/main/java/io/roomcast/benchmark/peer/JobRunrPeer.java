package io.roomcast.benchmark.peer;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.configuration.JobRunrConfiguration.JobRunrConfigurationResult;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.jspecify.annotations.Nullable;

/**
 * JobRunr with jobs that are scheduled for the moment, once: its free edition takes a hundred recurring ones. It looks for them
 * every five seconds, which is its shortest.
 */
public final class JobRunrPeer implements Peer {
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private static volatile @Nullable Job running;

    /** Called by JobRunr. */
    public static void run(String schedule, Instant due) {
        Job job = running;
        if (job != null) {
            job.run(schedule, due);
        }
    }

    @Override
    public void createTables(DataSource database) {
        SqlStorageProviderFactory.using(database).close();
    }

    @Override
    public Duration storing() {
        return Duration.ofMillis(6);
    }

    @Override
    public void store(HikariDataSource database, List<Instant> dues) {
        JobRunrConfigurationResult jobs = JobRunr.configure()
                .useStorageProvider(SqlStorageProviderFactory.using(database))
                .initialize();
        for (int i = 0; i < dues.size(); i++) {
            String schedule = Integer.toString(i + 1);
            Instant due = dues.get(i);
            jobs.getJobScheduler().schedule(due, () -> JobRunrPeer.run(schedule, due));
        }
    }

    @Override
    public void start(HikariDataSource database, Job job) {
        running = job;
        JobRunr.configure()
                .useStorageProvider(SqlStorageProviderFactory.using(database))
                .useBackgroundJobServer(BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andWorkerCount(THREADS)
                        .andPollInterval(SHORTEST))
                .initialize();
    }

    @Override
    public void close() {
        JobRunr.destroy();
    }
}
