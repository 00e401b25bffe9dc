package io.roomcast.faults;

import io.roomcast.faults.Dossier.Sent;
import io.roomcast.faults.Evidence.Run;
import io.roomcast.faults.Violation.Kind;
import io.roomcast.simulator.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What holds within a room: the order, the gap, the parts in a minute. */
final class RoomRules {
    private static final Duration GAP = Duration.ofSeconds(30);
    private static final Duration QUOTA_SPAN = Duration.ofSeconds(60);
    private static final int PARTS_IN_SPAN = 5;

    /** Between the start of a call, which counts, and the phone's taking it, which the journal shows. */
    private static final Duration CALL = Duration.ofSeconds(15);

    private static final Comparator<Run> ORDER =
            Comparator.comparing(Run::scheduledAt).thenComparing(Run::priority).thenComparing(Run::id);

    private final List<Violation> violations = new ArrayList<>();

    private RoomRules() {}

    static List<Violation> broken(Dossier dossier) {
        var rules = new RoomRules();
        dossier.sent().stream()
                .collect(Collectors.groupingBy(it -> it.run().room()))
                .values()
                .forEach(sent -> {
                    rules.inOrder(sent);
                    rules.apart(sent);
                });
        dossier.evidence().accepted().stream()
                .collect(Collectors.groupingBy(Journal.Entry::room))
                .values()
                .forEach(rules::partsInSpan);
        return rules.violations;
    }

    /** By (moment, priority, id), among what was known before its moment. */
    private void inOrder(List<Sent> sent) {
        for (int later = 1; later < sent.size(); later++) {
            Sent second = sent.get(later);
            for (Sent first : sent.subList(0, later)) {
                if (ORDER.compare(first.run(), second.run()) > 0 && wasKnown(second)) {
                    violations.add(new Violation(
                            Kind.OUT_OF_ORDER, second.first(), first.run() + " was sent before " + second.run()));
                }
            }
        }
    }

    private static boolean wasKnown(Sent sent) {
        Instant known = sent.asked().accepted;
        return sent.asked().by == Asked.By.MESSAGE
                || known != null
                        && known.plus(Judge.KNOWN_BEFORE).isBefore(sent.run().scheduledAt());
    }

    private void apart(List<Sent> sent) {
        for (int i = 1; i < sent.size(); i++) {
            Sent before = sent.get(i - 1);
            Sent after = sent.get(i);
            if (before.last().plus(GAP).isAfter(after.first())) {
                violations.add(new Violation(
                        Kind.TOO_MANY,
                        after.first(),
                        after.run() + " followed " + before.run() + " after "
                                + Duration.between(before.last(), after.first())));
            }
        }
    }

    private void partsInSpan(List<Journal.Entry> entries) {
        for (int i = PARTS_IN_SPAN; i < entries.size(); i++) {
            Instant first = entries.get(i - PARTS_IN_SPAN).moment();
            Instant last = entries.get(i).moment();
            if (first.plus(QUOTA_SPAN).minus(CALL).isAfter(last)) {
                violations.add(new Violation(
                        Kind.TOO_MANY,
                        last,
                        "Room %d got %d parts from %s on"
                                .formatted(entries.get(i).room(), PARTS_IN_SPAN + 1, first)));
            }
        }
    }
}
