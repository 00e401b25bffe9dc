package io.roomcast.benchmark.api;

import io.roomcast.benchmark.Ground;
import io.roomcast.benchmark.Jdbc;
import io.roomcast.benchmark.Processes;
import io.roomcast.embedded.EmbeddedMariaDb;
import io.roomcast.standalone.Home;
import io.roomcast.standalone.Services;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "api",
        mixinStandardHelpOptions = true,
        description = {
            "Asks the API at fixed rates among many schedules and much proof, as a branch and as head office, and prints how",
            "long answers take from the moment at which the request was meant to leave. Exit code 0 when every 99th percentile",
            "keeps its limit. The database stays in <home>, for the next time."
        })
public final class ApiCommand implements Callable<Integer> {
    /** So that a 99th percentile is one. */
    private static final int LEAST = 100;

    @Mixin
    private Ground ground = new Ground("benchmark", 21_000);

    @Option(names = "--schedules", defaultValue = "1000000", description = "Stored (default: ${DEFAULT-VALUE})")
    private int schedules;

    @Option(names = "--logs", defaultValue = "5000000", description = "Ended runs stored (default: ${DEFAULT-VALUE})")
    private int logs;

    @Option(names = "--only", description = "Cases whose name contains this; the report stays as it is")
    private String only = "";

    @Option(names = "--seconds", defaultValue = "10", description = "Of each case (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--buffer-pool",
            defaultValue = "3G",
            description = "Of the database, as its setting has it (default: ${DEFAULT-VALUE})")
    private String bufferPool = "3G";

    @Override
    public Integer call() throws Exception {
        var home = ground.home();
        home.createFolders();
        var settings = home.database().with(List.of("--innodb-buffer-pool-size=" + bufferPool));
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(settings);
                var processes = new Processes()) {
            var services = Services.quick(home);
            processes.start(services.broker());
            processes.start(services.api());
            try (Connection connection = Jdbc.connect(home)) {
                System.out.printf("Storing %,d schedules and %,d ended runs …%n", schedules, logs);
                new Business(connection).create(schedules, logs, step -> System.out.println("  " + step));
                return measure(home, connection);
            }
        }
    }

    private int measure(Home home, Connection connection) throws SQLException {
        var load = new Load();
        var results = new ArrayList<Result>();
        var all = new Cases(home, connection);
        List<Case> cases =
                all.all().stream().filter(each -> each.name().contains(only)).toList();
        all.signIn();
        System.out.println("Warming up with a round of all …");
        for (Case each : cases) {
            load.run(each.warmUp(), each.perSecond(), each.request());
        }
        System.out.println(Result.header());
        for (Case each : cases) {
            all.signIn();
            load.run(each.warmUp(), each.perSecond(), each.request());
            Latencies latencies =
                    load.run((int) Math.max(LEAST, seconds * each.perSecond()), each.perSecond(), each.request());
            var result = new Result(each, latencies);
            System.out.println(result.line());
            results.add(result);
        }
        if (only.isEmpty()) {
            new Report("api", schedules, logs, results).write();
        }
        return results.stream().allMatch(Result::holds) ? 0 : 1;
    }
}
