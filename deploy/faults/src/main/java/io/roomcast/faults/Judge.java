package io.roomcast.faults;

import io.roomcast.faults.Evidence.Part;
import io.roomcast.faults.Evidence.Run;
import io.roomcast.faults.Violation.Kind;
import io.roomcast.simulator.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what was asked for with what phones got and the database says. Knows the rules, and none of the code that keeps
 * them.
 */
final class Judge {
    /** A message that was known this long before its moment stands in its room's order. */
    static final Duration KNOWN_BEFORE = Duration.ofSeconds(2);

    private static final Set<String> FINAL =
            Set.of("SUCCESS", "PARTIAL", "FAILED", "UNKNOWN", "CANCELLED", "EXPIRED", "SKIPPED");

    private final Dossier dossier;
    private final List<Violation> violations = new ArrayList<>();

    private Judge(Dossier dossier) {
        this.dossier = dossier;
    }

    static List<Violation> judge(List<Asked> asked, Evidence evidence) {
        var judge = new Judge(new Dossier(asked, evidence));
        asked.forEach(judge::oneRunPerMoment);
        asked.forEach(judge::commandsAnswered);
        asked.forEach(judge::proofAndPhoneAgree);
        asked.forEach(judge::nothingAfterACancel);
        judge.nothingThatNobodyAskedFor();
        evidence.runs().forEach(judge::ended);
        judge.nothingLeft(evidence.leftovers());
        judge.violations.addAll(RoomRules.broken(judge.dossier));
        judge.violations.addAll(PhoneRules.broken(judge.dossier));
        return judge.violations;
    }

    private void add(Kind kind, Instant moment, String what) {
        violations.add(new Violation(kind, moment, what));
    }

    private static Instant moment(Asked one, Instant otherwise) {
        return one.dues.isEmpty() ? otherwise : one.dues.get(0);
    }

    /** One row for each due moment that was promised, and none besides. */
    private void oneRunPerMoment(Asked one) {
        List<Run> runs = dossier.runs(one);
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
        return one.by == Asked.By.COMMAND ? wasCarriedOut(one) : due.isAfter(accepted);
    }

    private boolean wasCarriedOut(Asked command) {
        return dossier.evidence().commands().getOrDefault(command.text(), 0) / 100 == 2;
    }

    private void commandsAnswered(Asked one) {
        Instant accepted = one.accepted;
        boolean answered = dossier.evidence().commands().containsKey(one.text());
        if (one.by == Asked.By.COMMAND && accepted != null && !answered) {
            add(Kind.LOST, accepted, one + " was taken by the broker and never answered");
        }
    }

    /** Each part is with the phone as often as its row says. */
    private void proofAndPhoneAgree(Asked one) {
        agree(one, "TEXT", dossier.texts(one));
        if (one.pictureSha != null) {
            agree(one, "IMAGES_1", dossier.pictures(one));
        }
    }

    private void agree(Asked one, String kind, List<Journal.Entry> accepted) {
        List<Part> parts = dossier.runs(one).stream()
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
        List<Journal.Entry> after = dossier.accepted(one).stream()
                .filter(it -> it.moment().isAfter(cancelled))
                .toList();
        if (after.size() > (one.inFlight ? 1 : 0)) {
            add(
                    Kind.AFTER_CANCEL,
                    last(after),
                    "%s was cancelled at %s, in flight: %s, and then accepted %d times"
                            .formatted(one, cancelled, one.inFlight, after.size()));
        }
    }

    private void nothingThatNobodyAskedFor() {
        dossier.strange()
                .forEach(it -> add(Kind.DOUBLED, it.moment(), it.text() + " was accepted, and nobody asked for it"));
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

    private void nothingLeft(Evidence.Leftovers left) {
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
