package io.roomcast.faults;

import io.roomcast.embedded.Folders;
import io.roomcast.embedded.FreePort;
import io.roomcast.standalone.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "roomcast faults",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the real programs on a system of their own, lets things go wrong around them while members and other systems",
            "go on asking, one fault after another and then mixed, and judges what came of it by the phones' journals and the",
            "database. Prints a table; exit code 0 when every promise was kept and every fault was felt."
        })
public final class Faults implements Callable<Integer> {
    private static final Duration QUIET_LIMIT = Duration.ofMinutes(6);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SHOWN = 40;

    @Option(
            names = "--seed",
            split = ",",
            description = {
                "What is drawn by chance is drawn from it (default: a new one, printed). Of several, separated by commas, each has",
                "its part of the minutes; the first is that of the faults alone and of what is asked for"
            })
    private List<Long> seeds = List.of();

    @Option(
            names = "--minutes",
            defaultValue = "1",
            description = "Of all faults mixed, after each alone (default: ${DEFAULT-VALUE}); 0 = none")
    private int minutes;

    @Option(
            names = "--only",
            description = "Faults whose name contains this, as long as in a long run, and none of the others")
    private String only = "";

    @Option(names = "--mixed-only", description = "No fault alone first")
    private boolean mixedOnly;

    @Option(
            names = "--home",
            defaultValue = ".roomcast/faults",
            description =
                    "Folder of this system; what an earlier run left there is deleted (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of(".roomcast/faults");

    @Option(
            names = "--first-port",
            defaultValue = "22000",
            description =
                    "The ports used lie in the hundred and a half from here on and from a thousand higher, and any free ones (default: ${DEFAULT-VALUE})")
    private int firstPort;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Faults())
                .setExecutionExceptionHandler((failure, line, result) -> {
                    failure.printStackTrace(line.getErr());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<Long> drawn = seeds.isEmpty() ? List.of((long) new Random().nextInt(1_000_000)) : seeds;
        System.out.println("Seed " + drawn);
        var home = new Home(folder, firstPort);
        // An earlier run may still be stopping; its folder is not to be taken from under it.
        FreePort.require(List.of(home.databasePort(), home.brokerPort(), home.apiPort(), home.simulatorPort()));
        SmallDisk.removeBelow(home.folder());
        Folders.delete(home.folder());
        boolean withSmallDisks = SmallDisk.isPossible();
        List<Fault> possible = possible(withSmallDisks);
        List<Fault> faults =
                possible.stream().filter(fault -> fault.name().contains(only)).toList();
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("No fault is named so. There are: "
                    + possible.stream().map(Fault::name).toList());
        }
        System.out.println("Starting database, broker, three phones and six services …");
        try (Site site = Site.start(home, withSmallDisks)) {
            return run(site, faults, drawn);
        }
    }

    /** What this machine can do; says what it cannot. */
    private static List<Fault> possible(boolean withSmallDisks) {
        var possible = new ArrayList<>(Catalog.always());
        if (WrongClock.isPossible()) {
            possible.addAll(Catalog.clocks());
        } else {
            System.out.println("Wrong clocks are SKIPPED: no libfaketime. Install the package \"faketime\".");
        }
        if (withSmallDisks) {
            possible.addAll(Catalog.disks());
        } else {
            System.out.println("Full disks are SKIPPED: small ones to fill can be mounted on Linux by root only.");
        }
        return possible;
    }

    private int run(Site site, List<Fault> faults, List<Long> drawn) {
        var ledger = new Ledger();
        var witness = new Witness(site);
        var giveUp = new Object() {
            volatile long at = Long.MAX_VALUE;
        };
        var api = new Api(site.home.apiPort(), () -> System.nanoTime() < giveUp.at);
        var business = new Business(api);
        business.create(site);
        try (var outside = new Outside(site.wireToBroker.address());
                var monitor = new Monitor(site, witness)) {
            var scene = new Scene(site, witness, api, outside, new Random(drawn.get(0)));
            var rows = new ArrayList<Row>();
            try (var load = new Load(api, outside, ledger, business.rooms(), drawn.get(0))) {
                load.start();
                if (!mixedOnly) {
                    var campaign = new Campaign(scene, monitor);
                    faults.forEach(
                            fault -> rows.add(campaign.alone(fault, only.isEmpty() ? fault.lasts() : fault.longer())));
                }
                if (minutes > 0 && (only.isEmpty() || mixedOnly)) {
                    Duration all = Duration.ofMinutes(minutes);
                    Instant end = Instant.now().plus(all);
                    for (long seed : drawn) {
                        var campaign = new Campaign(scene.drawnFrom(seed), monitor);
                        rows.add(campaign.mixed("all mixed, seed " + seed, faults, all.dividedBy(drawn.size()), end));
                    }
                }
                giveUp.at = System.nanoTime() + PATIENCE.toNanos();
            }
            System.out.println("Waiting for everything to end …");
            awaitQuiet(witness, outside);
            Evidence evidence = witness.evidence(outside);
            List<Violation> violations = Judge.judge(ledger.all(), evidence);
            return new Report(rows, violations, scene.complaints(), ledger.all(), evidence).print(SHOWN);
        }
    }

    private static void awaitQuiet(Witness witness, Outside outside) {
        Instant end = Instant.now().plus(QUIET_LIMIT);
        while ((witness.open() != 0 || outside.lag() != 0) && Instant.now().isBefore(end)) {
            Rest.of(Duration.ofSeconds(1));
        }
    }
}
