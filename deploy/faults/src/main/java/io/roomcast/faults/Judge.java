package io.roomcast.faults;

import io.roomcast.faults.Evidence.Part;
import io.roomcast.faults.Evidence.Run;
import io.roomcast.faults.Violation.Kind;
import io.roomcast.simulator.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was asked for with what phones got and the database says. Knows the rules, and none of the code that keeps
 * them.
 */
final class Judge {
    /** A message that was known this long before its moment stands in its room's order. */
    private static final Duration KNOWN_BEFORE = Duration.ofSeconds(2);

    private static final Duration GAP = Duration.ofSeconds(30);
    private static final Duration QUOTA_SPAN = Duration.ofSeconds(60);
    private static final int PARTS_IN_SPAN = 5;

    /** Between the start of a call, which counts, and the phone's taking it, which the journal shows. */
    private static final Duration CALL = Duration.ofSeconds(15);

    private static final Set<String> FINAL =
            Set.of("SUCCESS", "PARTIAL", "FAILED", "UNKNOWN", "CANCELLED", "EXPIRED", "SKIPPED");

    private final List<Asked> asked;
    private final Evidence evidence;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, List<Run>> runsByText;
    private final Map<String, List<Journal.Entry>> acceptedTexts;
    private final Map<String, List<Journal.Entry>> acceptedPictures;

    private Judge(List<Asked> asked, Evidence evidence) {
        this.asked = asked;
        this.evidence = evidence;
        this.runsByText = evidence.runs().stream().collect(Collectors.groupingBy(run -> Asked.original(run.text())));
        List<Journal.Entry> accepted = evidence.accepted();
        this.acceptedTexts = accepted.stream()
                .filter(it -> it.type().equals("text"))
                .collect(Collectors.groupingBy(it -> Asked.original(it.text())));
        this.acceptedPictures = accepted.stream()
                .filter(it -> !it.type().equals("text"))
                .collect(Collectors.groupingBy(Journal.Entry::sha256));
    }

    static List<Violation> judge(List<Asked> asked, Evidence evidence) {
        var judge = new Judge(asked, evidence);
        asked.forEach(judge::oneRunPerMoment);
        asked.forEach(judge::proofAndPhoneAgree);
        asked.forEach(judge::nothingAfterACancel);
        judge.nothingThatNobodyAskedFor();
        evidence.runs().forEach(judge::ended);
        judge.roomsInOrder();
        judge.limitsKept();
        evidence.phones().forEach(judge::oneAtATime);
        judge.nothingLeft();
        return judge.violations;
    }

    private void add(Kind kind, Instant moment, String what) {
        violations.add(new Violation(kind, moment, what));
    }

    private List<Run> runs(Asked one) {
        return runsByText.getOrDefault(one.text(), List.of());
    }

    private static Instant moment(Asked one, Instant otherwise) {
        return one.dues.isEmpty() ? otherwise : one.dues.get(0);
    }

    /** One row for each due moment that was promised, and none besides. */
    private void oneRunPerMoment(Asked one) {
        List<Run> runs = runs(one);
        if (one.by == Asked.By.MESSAGE) {
            if (runs.size() > 1) {
                add(Kind.DOUBLED, runs.get(1).createdAt(), one + " has " + runs.size() + " runs");
            } else if (runs.isEmpty() && one.accepted != null) {
                add(Kind.LOST, one.accepted, one + " was taken by the broker and has no run");
            }
            return;
        }
        Map<Instant, Long> rows = runs.stream().collect(Collectors.groupingBy(Run::scheduledAt, Collectors.counting()));
        rows.forEach((moment, count) -> {
            if (!one.dues.contains(moment)) {
                add(Kind.DOUBLED, moment, one + " has a run at " + moment + ", when it is not due");
            } else if (count > 1) {
                add(Kind.DOUBLED, moment, one + " has " + count + " runs at " + moment);
            }
        });
        one.dues.stream()
                .filter(due -> isPromised(one, due) && !rows.containsKey(due))
                .forEach(due -> add(Kind.LOST, due, one + " has no run at " + due));
    }

    private boolean isPromised(Asked one, Instant due) {
        Instant accepted = one.accepted;
        Instant cancelAsked = one.cancelAsked;
        if (accepted == null || cancelAsked != null && !due.isBefore(cancelAsked)) {
            return false;
        }
        if (one.by == Asked.By.COMMAND) {
            Integer status = evidence.commands().get(one.text());
            if (status == null) {
                add(Kind.LOST, due, one + " was taken by the broker and never answered");
            }
            return status != null && status / 100 == 2;
        }
        return due.isAfter(accepted);
    }

    /** Each part is with the phone as often as its row says. */
    private void proofAndPhoneAgree(Asked one) {
        agree(one, "TEXT", acceptedTexts.getOrDefault(one.text(), List.of()));
        String picture = one.pictureSha;
        if (picture != null) {
            agree(one, "IMAGES_1", acceptedPictures.getOrDefault(picture, List.of()));
        }
    }

    private void agree(Asked one, String kind, List<Journal.Entry> accepted) {
        List<Part> parts = runs(one).stream()
                .flatMap(run -> run.parts().stream())
                .filter(part -> part.kind().equals(kind))
                .toList();
        long most = parts.stream().filter(Part::mayBeWithPhone).count();
        long least = parts.stream().filter(Part::isWithPhone).count();
        int times = accepted.size();
        if (times > Math.max(1, one.dues.size())) {
            add(Kind.DOUBLED, last(accepted), one + ": " + kind + " was accepted " + times + " times");
        } else if (times > most) {
            add(Kind.WRONG_PROOF, last(accepted), one + ": " + kind + " is with the phone, its rows say " + parts);
        } else if (times < least) {
            add(
                    Kind.WRONG_PROOF,
                    moment(one, Instant.now()),
                    one + ": " + kind + " was never accepted, its rows say " + parts);
        }
        Instant changed = one.changed;
        boolean old = changed != null
                && changed.plus(KNOWN_BEFORE).isBefore(one.dues.get(0))
                && accepted.stream().anyMatch(it -> it.text().equals(one.text()));
        if (old) {
            add(Kind.WRONG_PROOF, last(accepted), one + " was sent as it was before its change");
        }
    }

    private static Instant last(List<Journal.Entry> entries) {
        return entries.get(entries.size() - 1).moment();
    }

    private void nothingAfterACancel(Asked one) {
        Instant cancelled = one.cancelled;
        if (cancelled == null) {
            return;
        }
        var accepted = new ArrayList<>(acceptedTexts.getOrDefault(one.text(), List.of()));
        if (one.pictureSha != null) {
            accepted.addAll(acceptedPictures.getOrDefault(one.pictureSha, List.of()));
        }
        List<Journal.Entry> after =
                accepted.stream().filter(it -> it.moment().isAfter(cancelled)).toList();
        if (after.size() > (one.inFlight ? 1 : 0)) {
            add(
                    Kind.AFTER_CANCEL,
                    last(after),
                    one + " was cancelled at " + cancelled + ", in flight: " + one.inFlight + ", and then accepted "
                            + after.size() + " times");
        }
    }

    private void nothingThatNobodyAskedFor() {
        Set<String> texts = asked.stream().map(Asked::text).collect(Collectors.toSet());
        acceptedTexts.forEach((text, entries) -> {
            if (!texts.contains(text)) {
                add(Kind.DOUBLED, last(entries), text + " was accepted, and nobody asked for it");
            }
        });
    }

    private void ended(Run run) {
        if (!FINAL.contains(run.state())) {
            add(Kind.NOT_FINAL, run.scheduledAt(), run + " is not final");
        } else if (run.logs() != 1) {
            add(Kind.NOT_FINAL, run.scheduledAt(), run + " has " + run.logs() + " rows in the log");
        }
        Instant finished = run.finishedAt();
        if (run.state().equals("EXPIRED") && finished != null && finished.isBefore(run.expiresAt())) {
            add(Kind.LOST, run.scheduledAt(), run + " expired before its window had ended");
        }
    }

    /** By (moment, priority, id), among what was known before its moment and of which it is known when it was taken. */
    private void roomsInOrder() {
        Map<Long, List<Sent>> rooms = new LinkedHashMap<>();
        sent().forEach(it -> rooms.computeIfAbsent(it.run().room(), room -> new ArrayList<>())
                .add(it));
        rooms.values().forEach(this::roomInOrder);
    }

    private void roomInOrder(List<Sent> sent) {
        for (int later = 1; later < sent.size(); later++) {
            Run second = sent.get(later).run();
            for (Sent earlier : sent.subList(0, later)) {
                Run first = earlier.run();
                boolean turned = ORDER.compare(first, second) > 0 && wasKnown(second);
                if (turned) {
                    add(Kind.OUT_OF_ORDER, sent.get(later).first(), first + " was sent before " + second);
                }
            }
        }
    }

    private static final Comparator<Run> ORDER =
            Comparator.comparing(Run::scheduledAt).thenComparing(Run::priority).thenComparing(Run::id);

    private boolean wasKnown(Run run) {
        Asked one = byText().get(Asked.original(run.text()));
        Instant known = one == null || one.by == Asked.By.MESSAGE ? run.createdAt() : one.accepted;
        return known != null
                && (one != null && one.by == Asked.By.MESSAGE
                        || known.plus(KNOWN_BEFORE).isBefore(run.scheduledAt()));
    }

    private Map<String, Asked> byText() {
        return asked.stream().collect(Collectors.toMap(Asked::text, it -> it));
    }

    /** A run of which every accepted part is known, with the moment of its first. */
    private record Sent(Run run, Instant first, Instant last) {}

    /** In the order of their first acceptance. What is UNKNOWN may have been on its way for long. */
    private List<Sent> sent() {
        var sent = new ArrayList<Sent>();
        for (Asked one : asked) {
            List<Run> runs = runs(one);
            List<Journal.Entry> texts = acceptedTexts.getOrDefault(one.text(), List.of());
            if (runs.size() != 1 || texts.size() != 1) {
                continue;
            }
            Run run = runs.get(0);
            if (run.parts().stream().anyMatch(part -> part.state().equals("UNKNOWN"))) {
                continue;
            }
            var all = new ArrayList<>(texts);
            if (one.pictureSha != null) {
                all.addAll(acceptedPictures.getOrDefault(one.pictureSha, List.of()));
            }
            List<Instant> moments =
                    all.stream().map(Journal.Entry::moment).sorted().toList();
            sent.add(new Sent(run, moments.get(0), moments.get(moments.size() - 1)));
        }
        sent.sort(Comparator.comparing(Sent::first));
        return sent;
    }

    private void limitsKept() {
        Map<Long, List<Sent>> rooms =
                sent().stream().collect(Collectors.groupingBy(it -> it.run().room()));
        rooms.values().forEach(sent -> {
            for (int i = 1; i < sent.size(); i++) {
                Sent before = sent.get(i - 1);
                if (before.last().plus(GAP).isAfter(sent.get(i).first())) {
                    add(
                            Kind.TOO_MANY,
                            sent.get(i).first(),
                            sent.get(i).run() + " followed " + before.run() + " after "
                                    + Duration.between(
                                            before.last(), sent.get(i).first()));
                }
            }
        });
        evidence.accepted().stream()
                .collect(Collectors.groupingBy(Journal.Entry::room))
                .values()
                .forEach(this::partsInSpan);
    }

    private void partsInSpan(List<Journal.Entry> entries) {
        for (int i = PARTS_IN_SPAN; i < entries.size(); i++) {
            Instant first = entries.get(i - PARTS_IN_SPAN).moment();
            Instant last = entries.get(i).moment();
            if (first.plus(QUOTA_SPAN).minus(CALL).isAfter(last)) {
                add(
                        Kind.TOO_MANY,
                        last,
                        "Room " + entries.get(i).room() + " got " + (PARTS_IN_SPAN + 1) + " parts from " + first
                                + " on");
            }
        }
    }

    /** A phone gets nothing new before its room shows what it got last; what became UNKNOWN meanwhile is no send any more. */
    private void oneAtATime(List<Journal.Entry> phone) {
        Journal.@Nullable Entry under = null;
        Set<String> uncertain = uncertain();
        for (Journal.Entry entry : phone) {
            boolean accepted = entry.event().equals("accepted");
            if (accepted && under != null && !isUncertain(under, uncertain) && !isUncertain(entry, uncertain)) {
                add(Kind.TWO_AT_ONCE, entry.moment(), "A phone accepted " + entry + " while it was sending " + under);
            }
            under = accepted ? entry : null;
        }
    }

    private static boolean isUncertain(Journal.Entry entry, Set<String> uncertain) {
        return uncertain.contains(entry.type().equals("text") ? Asked.original(entry.text()) : entry.sha256());
    }

    /** Texts and pictures of runs of which some part is UNKNOWN, or was SENT without being shown. */
    private Set<String> uncertain() {
        var texts = new HashSet<String>();
        Map<String, Asked> byText = byText();
        runsByText.forEach((text, runs) -> {
            boolean uncertain = runs.stream()
                    .flatMap(run -> run.parts().stream())
                    .anyMatch(part -> !part.state().equals("CONFIRMED"));
            Asked one = byText.get(text);
            if (uncertain && one != null) {
                texts.add(text);
                if (one.pictureSha != null) {
                    texts.add(one.pictureSha);
                }
            }
        });
        return texts;
    }

    private void nothingLeft() {
        Evidence.Leftovers left = evidence.leftovers();
        Instant now = Instant.now();
        if (left.outbox() != 0) {
            add(Kind.LEFT_OVER, now, left.outbox() + " events are not handed over");
        }
        if (left.lag() != 0) {
            add(Kind.LEFT_OVER, now, left.lag() + " records are not read");
        }
        if (left.connections() != 0) {
            add(Kind.LEFT_OVER, now, left.connections() + " connections were not given back");
        }
        left.files().forEach(file -> add(Kind.LEFT_OVER, now, "File " + file));
        left.words().forEach(word -> add(Kind.LEFT_OVER, now, "In a log: " + word));
    }
}
