package io.roomcast.benchmark.trigger;

import io.roomcast.benchmark.Ground;
import io.roomcast.benchmark.Jdbc;
import io.roomcast.benchmark.Medians;
import io.roomcast.benchmark.Results;
import io.roomcast.benchmark.Rounds;
import io.roomcast.standalone.Home;
import io.roomcast.standalone.Http;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how many due schedules a second trigger-service claims and publishes among more and more that are stored, in few",
            "rooms and in many, and with more replicas; its memory, and the size of the database. Exit code 0 when it is as fast among",
            "the most as among the fewest, within 15 %."
        })
public final class ScaleCommand implements Callable<Integer> {
    private static final double TOLERANCE = 0.15;
    private static final int FEW_ROOMS = 100;
    private static final int MANY_ROOMS = 10_000;

    @Mixin
    private Ground ground = new Ground("benchmark-scale", 22_200);

    @Option(names = "--due", defaultValue = "10000", description = "At one moment (default: ${DEFAULT-VALUE})")
    private int due;

    @Option(
            names = "--stored",
            split = ",",
            defaultValue = "10000,100000,1000000",
            description = "In all, growing (default: ${DEFAULT-VALUE})")
    private List<Integer> stored = List.of();

    @Option(
            names = "--replicas",
            split = ",",
            defaultValue = "1,2,4",
            description = "Among the most that are stored (default: ${DEFAULT-VALUE})")
    private List<Integer> replicas = List.of();

    @Mixin
    private Rounds rounds = new Rounds();

    private final List<Row> rows = new ArrayList<>();

    /** @param databaseMegabytes data and indexes, as the server estimates them */
    record Row(int stored, int rooms, int replicas, List<Double> rates, long memoryMegabytes, long databaseMegabytes) {}

    @Override
    public Integer call() throws Exception {
        var home = ground.home();
        try (var trigger = TriggerGround.open(home)) {
            Connection connection = trigger.connection();
            for (int count : stored) {
                measure(home, connection, count, Schedules.ROOMS, 1);
            }
            int most = stored.get(stored.size() - 1);
            measure(home, connection, most, FEW_ROOMS, 1);
            measure(home, connection, most, MANY_ROOMS, 1);
            for (int each : replicas) {
                if (each > 1) {
                    measure(home, connection, most, Schedules.ROOMS, each);
                }
            }
        }
        System.out.println("\n" + table());
        Results.write("scale.md", table());
        Results.write(
                "scale.json",
                Http.JSON
                        .createObjectNode()
                        .put("benchmark", "scale")
                        .put("due", due)
                        .put("processors", Runtime.getRuntime().availableProcessors())
                        .putPOJO("rows", rows));
        return flatness() <= TOLERANCE ? 0 : 1;
    }

    private void measure(Home home, Connection connection, int count, int rooms, int replicas) throws Exception {
        Schedules.create(connection, count, rooms);
        var rates = new ArrayList<Double>();
        long memory = 0;
        for (int round = 1; round <= rounds.count(); round++) {
            var handOver = HandOver.of(home, connection, replicas, HandOver.AT_THE_MOMENT, due / 4, due);
            rates.add(handOver.perSecond());
            memory = Math.max(memory, handOver.memoryMegabytes());
            System.out.printf(
                    "%,d stored, %,d rooms, %d replicas, round %d: %,.0f a second%n",
                    count, rooms, replicas, round, handOver.perSecond());
        }
        rows.add(new Row(count, rooms, replicas, rates, memory, megabytes(connection)));
    }

    private static long megabytes(Connection connection) throws SQLException {
        return Jdbc.number(
                connection,
                "SELECT ROUND(SUM(data_length + index_length) / 1048576) FROM information_schema.TABLES"
                        + " WHERE table_schema = DATABASE()");
    }

    /** How far the slowest and the fastest of the growing stores lie apart. */
    private double flatness() {
        List<Double> medians = rows.stream()
                .limit(stored.size())
                .map(row -> Medians.of(row.rates()))
                .sorted()
                .toList();
        return 1 - medians.get(0) / medians.get(medians.size() - 1);
    }

    private String table() {
        var table = new StringBuilder(
                """
                # scale: %,d due at one moment among what is stored, %d rounds, %d processors

                | stored | rooms | replicas | a second (median) | all rounds | memory of a replica, MB | database, MB |
                |---|---|---|---|---|---|---|
                """.formatted(due, rounds.count(), Runtime.getRuntime().availableProcessors()));
        rows.forEach(row -> table.append(String.format(
                Locale.ROOT,
                "| %,d | %,d | %d | %,.0f | %s | %d | %d |%n",
                row.stored(),
                row.rooms(),
                row.replicas(),
                Medians.of(row.rates()),
                Medians.listed(row.rates(), "%,.0f"),
                row.memoryMegabytes(),
                row.databaseMegabytes())));
        return table.toString();
    }
}
