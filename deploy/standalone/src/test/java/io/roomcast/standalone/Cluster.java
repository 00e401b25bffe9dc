package io.roomcast.standalone;

import io.roomcast.embedded.EmbeddedMariaDb;
import io.roomcast.embedded.FreePort;
import io.roomcast.model.content.Sha256;
import io.roomcast.testkit.TestDatabase;
import io.roomcast.testkit.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** The real jars as processes of their own over a real database and broker. */
final class Cluster implements AutoCloseable {
    /** Empty where the tests run on a server that is not theirs. */
    final Optional<EmbeddedMariaDb> server;

    final Watched broker;
    final TestDatabase database;
    final World world;
    final Home home;

    private final List<Watched> services = new ArrayList<>();

    private Cluster(Path folder) {
        home = new Home(folder, freeHundred());
        home.createFolders();
        Optional<TestDatabase> foreign = TestDatabase.onForeignServer();
        server = foreign.isPresent() ? Optional.empty() : Optional.of(EmbeddedMariaDb.start(home.database()));
        database = foreign.orElseGet(() ->
                TestDatabase.at("127.0.0.1:" + home.databasePort(), "roomcast", "roomcast", home.databasePassword()));
        world = new World(database);
        broker = services(database.address()).broker();
    }

    /** Database and broker alone; the test starts the services and {@link #add}s them. */
    static Cluster of(Path folder) {
        var cluster = new Cluster(folder);
        cluster.broker.start();
        awaitReady(cluster.broker);
        return cluster;
    }

    /** Returns when every process is ready. */
    static Cluster start(Path folder, int triggers, int dispatchers, String... dispatcherSettings) {
        Cluster cluster = of(folder);
        Services services = cluster.services(cluster.database.address());
        cluster.add(services.api());
        IntStream.rangeClosed(1, triggers).mapToObj(services::trigger).forEach(cluster::add);
        IntStream.rangeClosed(1, dispatchers)
                .mapToObj(replica -> services.dispatcher(replica, List.of(dispatcherSettings)))
                .forEach(cluster::add);
        cluster.services().forEach(Watched::start);
        cluster.awaitReady();
        return cluster;
    }

    /** Returns when every process is ready, those started again that have died. */
    void awaitReady() {
        keepAlive();
        services().forEach(Cluster::awaitReady);
    }

    /** Like {@link World#once}, with a picture in each of the groups, and no pause between the parts. */
    long once(long room, Instant due, String text, String group1, String group2) {
        long id = world.once(room, due, text);
        database.execute(
                "UPDATE kb_schedule SET send_interval_seconds = 0, message_images_1 = ?, message_images_2 = ? WHERE id = ?",
                stored(group1),
                stored(group2),
                id);
        return id;
    }

    /** @param content of the picture; empty: there is none @return the list of references to it */
    private String stored(String content) {
        if (content.isEmpty()) {
            return "[]";
        }
        String sha256 = Sha256.hex(content);
        Path file = home.images().resolve(sha256.substring(0, 2)).resolve(sha256);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "[{\"id\":1,\"sha256\":\"%s\",\"name\":\"x\",\"mediaType\":\"image/png\"}]".formatted(sha256);
    }

    /** Processes that reach the cluster's database at this address, its own or one of a wire to it. */
    Services services(String databaseAddress) {
        return new Services(
                home, new Services.Database(databaseAddress, database.name(), database.user(), database.password()));
    }

    /** Kept alive, and stopped with the cluster. */
    void add(Watched service) {
        services.add(service);
    }

    List<Watched> services() {
        return List.copyOf(services);
    }

    /** By its name, as {@code dispatcher-2}. */
    Watched service(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Starts again whatever has died. */
    void keepAlive() {
        broker.keepAlive();
        services().forEach(Watched::keepAlive);
    }

    @Override
    public void close() {
        services().forEach(Watched::askToStop);
        services().forEach(Watched::stop);
        broker.stop();
        server.ifPresentOrElse(EmbeddedMariaDb::close, database::close);
    }

    private static void awaitReady(Watched process) {
        Awaitility.await(process.name() + " is ready")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(process::isReady);
    }

    static int freeHundred() {
        var random = new Random();
        while (true) {
            int first = 20_000 + random.nextInt(100) * 100;
            if (IntStream.of(33, 41, 42, 51, 52, 53, 80, 92, 93).allMatch(port -> FreePort.isFree(first + port))) {
                return first;
            }
        }
    }
}
