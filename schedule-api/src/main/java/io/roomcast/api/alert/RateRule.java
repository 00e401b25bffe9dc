package io.roomcast.api.alert;

import io.roomcast.model.org.OrganizationPath;
import io.roomcast.model.sql.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What the runs of an organisation, with those of all below it, came to, and how long its phones took for a part. */
@Component
@RequiredArgsConstructor
class RateRule implements AlertRule {
    private static final double PERCENT = 100;
    private static final double MICROS = 1_000_000;

    private final DatabaseClient database;
    private final AlertProperties properties;

    private record OfOne(String path, long runs, long success, long failed, long parts, long sendMicros) {
        Sums sums() {
            return new Sums(runs, success, failed, parts, sendMicros);
        }
    }

    private record Sums(long runs, long success, long failed, long parts, long sendMicros) {
        Sums plus(Sums other) {
            return new Sums(
                    runs + other.runs,
                    success + other.success,
                    failed + other.failed,
                    parts + other.parts,
                    sendMicros + other.sendMicros);
        }
    }

    @Override
    public Set<AlertKind> kinds() {
        return Set.of(AlertKind.LOW_SUCCESS, AlertKind.HIGH_FAILURE, AlertKind.SLOW_SENDS);
    }

    @Override
    public Flux<Finding> look() {
        return database.sql("WITH ended AS (" + Meant.ENDED + ") " + """
                        SELECT e.path, COUNT(*) AS runs, SUM(e.status = 'success') AS success,
                               SUM(e.status IN ('failed', 'partial', 'unknown')) AS failed,
                               COALESCE(SUM(p.parts), 0) AS parts, COALESCE(SUM(p.micros), 0) AS send_micros
                        FROM ended e LEFT JOIN (
                          SELECT p.occurrence_id, COUNT(*) AS parts,
                                 SUM(GREATEST(0, TIMESTAMPDIFF(MICROSECOND, p.called_at, p.finished_at))) AS micros
                          FROM ended e JOIN kb_part p ON p.occurrence_id = e.occurrence_id
                          WHERE p.called_at IS NOT NULL AND p.finished_at IS NOT NULL GROUP BY p.occurrence_id) p
                          ON p.occurrence_id = e.occurrence_id
                        GROUP BY e.path""")
                .bind("over", properties.over().toSeconds())
                .map(Rows.to(OfOne.class))
                .all()
                .collectList()
                .flatMapIterable(this::judge);
    }

    private List<Finding> judge(List<OfOne> all) {
        var sums = new HashMap<Long, Sums>();
        all.forEach(
                one -> new OrganizationPath(one.path()).ids().forEach(id -> sums.merge(id, one.sums(), Sums::plus)));
        var found = new ArrayList<Finding>();
        for (Map.Entry<Long, Sums> each : sums.entrySet()) {
            if (each.getValue().runs() >= properties.fewestRuns()) {
                judge(each.getKey(), each.getValue(), found);
            }
        }
        return found;
    }

    private void judge(long organization, Sums sums, List<Finding> found) {
        double success = PERCENT * sums.success() / sums.runs();
        double failure = PERCENT * sums.failed() / sums.runs();
        double longest = properties.meanSendAbove().toNanos() / 1e9;
        double mean = sums.parts() == 0 ? 0 : sums.sendMicros() / MICROS / sums.parts();
        if (success < properties.successBelow()) {
            found.add(finding(AlertKind.LOW_SUCCESS, organization, success, properties.successBelow(), sums.runs()));
        }
        if (failure > properties.failureAbove()) {
            found.add(finding(AlertKind.HIGH_FAILURE, organization, failure, properties.failureAbove(), sums.runs()));
        }
        if (mean > longest) {
            found.add(finding(AlertKind.SLOW_SENDS, organization, mean, longest, sums.parts()));
        }
    }

    private static Finding finding(AlertKind kind, long organization, double measured, double threshold, long runs) {
        return new Finding(kind, organization, organization, measured, threshold, runs);
    }
}
