package io.roomcast.benchmark.trigger;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
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

    private static volatile @Nullable Publisher publisher;

    /** Called by JobRunr. */
    public static void publish(String key) {
        Publisher target = publisher;
        if (target != null) {
            target.publish(key);
        }
    }

    @Override
    public void createTables(DataSource database) {
        SqlStorageProviderFactory.using(database).close();
    }

    @Override
    public void store(HikariDataSource database, int count, Instant due) {
        JobRunrConfigurationResult jobs = JobRunr.configure()
                .useStorageProvider(SqlStorageProviderFactory.using(database))
                .initialize();
        for (int i = 1; i <= count; i++) {
            String key = Integer.toString(i);
            jobs.getJobScheduler().schedule(due, () -> JobRunrPeer.publish(key));
        }
    }

    @Override
    public void start(HikariDataSource database, Publisher target) {
        publisher = target;
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
