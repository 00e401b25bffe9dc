package io.roomcast.faults;

import io.roomcast.faults.Evidence.Part;
import io.roomcast.faults.Evidence.Run;
import io.roomcast.simulator.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was asked for beside what came of it: a message is known by its text, and its picture by its content. */
final class Dossier {
    private final List<Asked> asked;
    private final Evidence evidence;
    private final Map<String, Asked> byText;
    private final Map<String, List<Run>> runs;
    private final Map<String, List<Journal.Entry>> texts;
    private final Map<String, List<Journal.Entry>> pictures;

    Dossier(List<Asked> asked, Evidence evidence) {
        this.asked = asked;
        this.evidence = evidence;
        this.byText = asked.stream().collect(Collectors.toMap(Asked::text, Function.identity()));
        this.runs = evidence.runs().stream().collect(Collectors.groupingBy(run -> Asked.original(run.text())));
        List<Journal.Entry> accepted = evidence.accepted();
        this.texts = accepted.stream()
                .filter(Dossier::isText)
                .collect(Collectors.groupingBy(it -> Asked.original(it.text())));
        this.pictures =
                accepted.stream().filter(it -> !isText(it)).collect(Collectors.groupingBy(Journal.Entry::sha256));
    }

    List<Asked> asked() {
        return asked;
    }

    Evidence evidence() {
        return evidence;
    }

    static boolean isText(Journal.Entry entry) {
        return entry.type().equals("text");
    }

    List<Run> runs(Asked one) {
        return runs.getOrDefault(one.text(), List.of());
    }

    List<Journal.Entry> texts(Asked one) {
        return texts.getOrDefault(one.text(), List.of());
    }

    List<Journal.Entry> pictures(Asked one) {
        String sha = one.pictureSha;
        return sha == null ? List.of() : pictures.getOrDefault(sha, List.of());
    }

    /** Everything of it that a phone accepted, in the order of time. */
    List<Journal.Entry> accepted(Asked one) {
        var all = new ArrayList<>(texts(one));
        all.addAll(pictures(one));
        all.sort(Comparator.comparing(Journal.Entry::at));
        return all;
    }

    /** What phones accepted and nobody asked for. */
    List<Journal.Entry> strange() {
        return texts.entrySet().stream()
                .filter(it -> !byText.containsKey(it.getKey()))
                .flatMap(it -> it.getValue().stream())
                .toList();
    }

    /** A run that was sent, with the moments at which its first and its last part were accepted. */
    record Sent(Asked asked, Run run, Instant first, Instant last) {}

    /** In the order of their first acceptance, those of one run alone. What is UNKNOWN may have been on its way for long. */
    List<Sent> sent() {
        var sent = new ArrayList<Sent>();
        for (Asked one : asked) {
            List<Run> its = runs(one);
            boolean certain = its.size() == 1 && its.get(0).parts().stream().noneMatch(Part::isUnknown);
            if (certain && texts(one).size() == 1) {
                List<Journal.Entry> all = accepted(one);
                sent.add(new Sent(
                        one,
                        its.get(0),
                        all.get(0).moment(),
                        all.get(all.size() - 1).moment()));
            }
        }
        sent.sort(Comparator.comparing(Sent::first));
        return sent;
    }
}
