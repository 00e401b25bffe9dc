package io.roomcast.faults;

import io.roomcast.faults.Violation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one kind of fault did and what came of it.
 *
 * @param recoveries from the moment at which things were right again until nothing was overdue; of those that never came, none
 */
record Row(
        String fault,
        Instant from,
        Instant until,
        int injected,
        int bites,
        List<Duration> recoveries,
        int unrecovered) {
    private static final Set<Kind> LOST = Set.of(Kind.LOST, Kind.NOT_FINAL, Kind.WRONG_PROOF);
    private static final Set<Kind> DOUBLED = Set.of(Kind.DOUBLED, Kind.TWO_AT_ONCE, Kind.AFTER_CANCEL);
    private static final Set<Kind> OUT_OF_ORDER = Set.of(Kind.OUT_OF_ORDER, Kind.TOO_MANY);

    static String header() {
        return "| fault | injected | bit | recovery p50 s | max s | lost | doubled | out of order | verdict |\n"
                + "|---|---|---|---|---|---|---|---|---|";
    }

    private boolean covers(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }

    private long count(List<Violation> all, Set<Kind> kinds) {
        return all.stream()
                .filter(it -> kinds.contains(it.kind()) && covers(it.moment()))
                .count();
    }

    /** A fault that bit nobody proves nothing. */
    boolean holds(List<Violation> all) {
        return bites > 0 && unrecovered == 0 && all.stream().noneMatch(it -> covers(it.moment()));
    }

    String line(List<Violation> all) {
        List<Duration> sorted = recoveries.stream().sorted().toList();
        return "| %s | %d | %d | %s | %s | %d | %d | %d | %s |"
                .formatted(
                        fault,
                        injected,
                        bites,
                        sorted.isEmpty() ? "–" : seconds(sorted.get(sorted.size() / 2)),
                        sorted.isEmpty() ? "–" : seconds(sorted.get(sorted.size() - 1)),
                        count(all, LOST),
                        count(all, DOUBLED),
                        count(all, OUT_OF_ORDER),
                        holds(all)
                                ? "holds"
                                : bites == 0 ? "**did not bite**" : unrecovered > 0 ? "**no recovery**" : "**broken**");
    }

    private static String seconds(Duration span) {
        return "%.1f".formatted(span.toMillis() / 1_000.0);
    }
}
