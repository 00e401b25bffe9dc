package io.roomcast.api.alert;

import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What the runs of an organisation came to, and how long they took. */
@Component
@RequiredArgsConstructor
class RateRule implements AlertRule {
    private static final double PERCENT = 100;
    private static final double MILLIS = 1_000;

    private final DatabaseClient database;
    private final AlertProperties properties;

    private record Sums(
            long organizationId,
            long runs,
            long success,
            long failed,
            @Nullable Double meanSendMillis) {
        double successRate() {
            return PERCENT * success / runs;
        }

        double failureRate() {
            return PERCENT * failed / runs;
        }
    }

    @Override
    public Flux<Finding> look() {
        return database.sql("WITH ended AS (" + Meant.ENDED + ") " + """
                        SELECT organization_id, COUNT(*) AS runs, SUM(status = 'success') AS success,
                               SUM(status IN ('failed', 'partial', 'unknown')) AS failed,
                               CAST(AVG(IF(started_at IS NULL, NULL, duration_ms)) AS DOUBLE) AS mean_send_millis
                        FROM ended WHERE NOT (status = 'expired' AND held = 1)
                        GROUP BY organization_id HAVING COUNT(*) >= :fewest""")
                .bind("over", properties.over().toSeconds())
                .bind("fewest", properties.fewestRuns())
                .mapProperties(Sums.class)
                .all()
                .flatMapIterable(this::judge);
    }

    private List<Finding> judge(Sums sums) {
        var found = new ArrayList<Finding>();
        if (sums.successRate() < properties.successBelow()) {
            found.add(finding(AlertKind.LOW_SUCCESS, sums, sums.successRate(), properties.successBelow()));
        }
        if (sums.failureRate() > properties.failureAbove()) {
            found.add(finding(AlertKind.HIGH_FAILURE, sums, sums.failureRate(), properties.failureAbove()));
        }
        double longest = properties.meanSendAbove().toMillis();
        if (sums.meanSendMillis() != null && sums.meanSendMillis() > longest) {
            found.add(finding(AlertKind.SLOW_SENDS, sums, sums.meanSendMillis() / MILLIS, longest / MILLIS));
        }
        return found;
    }

    private static Finding finding(AlertKind kind, Sums sums, double measured, double threshold) {
        return new Finding(kind, sums.organizationId(), sums.organizationId(), measured, threshold, sums.runs());
    }
}
