package io.roomcast.api.statistics;

import io.roomcast.model.org.OrganizationPath;
import io.roomcast.model.sql.Binder;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Days of rooms and hours of subtrees: sums that follow kb_stat_hour by what changes in it. */
@Component
@RequiredArgsConstructor
class Rollups {
    private static final String SUMS = "runs, confirmed, parts, started, delay_ms, send_ms";

    /** VALUES() of the inserted row is deprecated on MySQL 9 and the one form that MariaDB has, too. */
    private static final String PLUS = """
             ON DUPLICATE KEY UPDATE runs = runs + VALUES(runs), confirmed = confirmed + VALUES(confirmed),
             parts = parts + VALUES(parts), started = started + VALUES(started), delay_ms = delay_ms + VALUES(delay_ms),
             send_ms = send_ms + VALUES(send_ms)""";

    private static final BinaryOperator<HourCount> ADD = HourCount::plus;

    private final DatabaseClient database;

    private record Subtree(long organizationId, Instant hourAt, String status, String reason)
            implements Comparable<Subtree> {
        private static final Comparator<Subtree> ORDER = Comparator.comparing(Subtree::organizationId)
                .thenComparing(Subtree::hourAt)
                .thenComparing(Subtree::status)
                .thenComparing(Subtree::reason);

        @Override
        public int compareTo(Subtree other) {
            return ORDER.compare(this, other);
        }
    }

    /** @param differences in one order for all */
    Mono<Void> add(List<HourCount> differences) {
        return differences.isEmpty()
                ? Mono.empty()
                : addToDays(differences).then(Mono.defer(() -> addToSubtrees(differences)));
    }

    private Mono<Void> addToDays(List<HourCount> differences) {
        var binder = new Binder(
                database.sql("INSERT INTO kb_stat_day (day_on, organization_id, room_id, bot_id, status, reason, "
                        + SUMS + ") VALUES " + rows(differences.size(), 12) + PLUS + ", bot_id = VALUES(bot_id)"));
        differences.forEach(count -> {
            binder.add(count.dayInSeoul())
                    .add(count.organizationId())
                    .add(count.roomId())
                    .add(count.botId());
            bindSums(binder.add(count.status()).add(count.reason()), count);
        });
        return binder.statement().then();
    }

    private Mono<Void> addToSubtrees(List<HourCount> differences) {
        TreeMap<Subtree, HourCount> all = differences.stream()
                .flatMap(count -> new OrganizationPath(count.path())
                        .ids().stream()
                                .map(ancestor -> Map.entry(
                                        new Subtree(ancestor, count.hourAt(), count.status(), count.reason()), count)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, ADD, TreeMap::new));
        var binder = new Binder(database.sql("INSERT INTO kb_stat_subtree (organization_id, hour_at, status, reason, "
                + SUMS + ") VALUES " + rows(all.size(), 10) + PLUS));
        all.forEach((subtree, count) -> {
            binder.add(subtree.organizationId()).add(subtree.hourAt());
            bindSums(binder.add(subtree.status()).add(subtree.reason()), count);
        });
        return binder.statement().then();
    }

    private static void bindSums(Binder binder, HourCount count) {
        binder.add(count.runs())
                .add(count.confirmed())
                .add(count.parts())
                .add(count.started())
                .add(count.delayMs())
                .add(count.sendMs());
    }

    private static String rows(int count, int columns) {
        String row = "(" + String.join(",", Collections.nCopies(columns, "?")) + ")";
        return String.join(",", Collections.nCopies(count, row));
    }
}
