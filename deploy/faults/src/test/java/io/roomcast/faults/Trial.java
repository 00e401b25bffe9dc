package io.roomcast.faults;

import io.roomcast.faults.Evidence.Leftovers;
import io.roomcast.faults.Evidence.Part;
import io.roomcast.faults.Evidence.Run;
import io.roomcast.faults.Violation.Kind;
import io.roomcast.simulator.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a judge is shown: what was asked for, one room's runs, and the journal of its phone. */
abstract class Trial {
    static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    static final long ROOM = 7;
    static final long CHANNEL = 5_000_007;

    final Ledger ledger = new Ledger();
    final List<Run> runs = new ArrayList<>();
    final List<Journal.Entry> journal = new ArrayList<>();
    final Map<String, Integer> commands = new HashMap<>();
    Leftovers leftovers = new Leftovers(0, 0, 0, List.of(), List.of());

    List<Kind> verdict() {
        var evidence = new Evidence(List.of(journal), runs, commands, leftovers);
        return Judge.judge(ledger.all(), evidence).stream().map(Violation::kind).toList();
    }

    Asked asked(Instant due) {
        Asked asked = ledger.add(Asked.By.API, ROOM, List.of(due), false);
        asked.accepted = due.minusSeconds(10);
        return asked;
    }

    void sent(Asked asked, Instant at) {
        run(asked, asked.dues.get(0), "SUCCESS", List.of(new Part("TEXT", "CONFIRMED")));
        journal(asked.text(), at);
    }

    void run(Asked asked, Instant due, String state, List<Part> parts) {
        runs.add(run(ROOM, asked.text(), due, state, parts));
    }

    Run run(long room, String text, Instant due, String state, List<Part> parts) {
        return new Run(
                runs.size() + 1,
                room,
                due,
                due.plusSeconds(300),
                5,
                state,
                text,
                due.minusMillis(200),
                due.plusSeconds(1),
                parts,
                1);
    }

    void journal(String text, Instant at) {
        entry("accepted", CHANNEL, text, at);
        entry("delivered", CHANNEL, text, at.plusMillis(10));
    }

    void picture(Instant at) {
        journal.add(new Journal.Entry("accepted", at.toEpochMilli(), CHANNEL, "image", 1, "picture", ""));
        journal.add(
                new Journal.Entry("delivered", at.plusMillis(10).toEpochMilli(), CHANNEL, "image", 1, "picture", ""));
    }

    void entry(String event, long channel, String text, Instant at) {
        journal.add(new Journal.Entry(event, at.toEpochMilli(), channel, "text", 1, "", text));
    }
}
