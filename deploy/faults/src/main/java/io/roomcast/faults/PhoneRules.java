package io.roomcast.faults;

import io.roomcast.faults.Violation.Kind;
import io.roomcast.simulator.Journal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A phone gets nothing new before its room shows what it got last; what became UNKNOWN meanwhile is no send any more. */
final class PhoneRules {
    private PhoneRules() {}

    static List<Violation> broken(Dossier dossier) {
        Set<String> uncertain = uncertain(dossier);
        var violations = new ArrayList<Violation>();
        for (List<Journal.Entry> phone : dossier.evidence().phones()) {
            Journal.@Nullable Entry under = null;
            for (Journal.Entry entry : phone) {
                boolean accepted = entry.event().equals("accepted");
                if (accepted && under != null && !isOf(uncertain, under) && !isOf(uncertain, entry)) {
                    violations.add(new Violation(
                            Kind.TWO_AT_ONCE,
                            entry.moment(),
                            "A phone accepted " + entry + " while it was sending " + under));
                }
                under = accepted ? entry : null;
            }
        }
        return violations;
    }

    private static boolean isOf(Set<String> uncertain, Journal.Entry entry) {
        return uncertain.contains(Dossier.isText(entry) ? Asked.original(entry.text()) : entry.sha256());
    }

    /** Texts and pictures of which some part is UNKNOWN, or was SENT without being shown. */
    private static Set<String> uncertain(Dossier dossier) {
        var uncertain = new HashSet<String>();
        for (Asked one : dossier.asked()) {
            boolean isUncertain = dossier.runs(one).stream()
                    .flatMap(run -> run.parts().stream())
                    .anyMatch(part -> !part.state().equals("CONFIRMED"));
            if (isUncertain) {
                uncertain.add(one.text());
                if (one.pictureSha != null) {
                    uncertain.add(one.pictureSha);
                }
            }
        }
        return uncertain;
    }
}
