package io.roomcast.faults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The verdict, for people. */
record Report(
        List<Row> rows, List<Violation> violations, List<String> complaints, List<Asked> asked, Evidence evidence) {
    /** @param most violations shown one by one @return the exit code */
    int print(int most) {
        System.out.println();
        System.out.println(Row.header());
        rows.forEach(row -> System.out.println(row.line(violations)));
        Map<String, Long> states = evidence.runs().stream()
                .collect(Collectors.groupingBy(Evidence.Run::state, TreeMap::new, Collectors.counting()));
        System.out.printf(
                "%nAsked for: %d messages. Runs: %s. Accepted by phones: %d parts.%n",
                asked.size(), states, evidence.accepted().size());
        violations.stream()
                .limit(most)
                .forEach(it -> System.out.printf("%s at %s: %s%n", it.kind(), it.moment(), it.what()));
        if (violations.size() > most) {
            System.out.printf("… and %d more%n", violations.size() - most);
        }
        complaints.forEach(System.out::println);
        boolean holds = violations.isEmpty()
                && complaints.isEmpty()
                && !rows.isEmpty()
                && rows.stream().allMatch(row -> row.holds(violations));
        System.out.println(holds ? "Every promise was kept." : "NOT every promise was kept.");
        return holds ? 0 : 1;
    }
}
