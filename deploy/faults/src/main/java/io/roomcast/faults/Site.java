package io.roomcast.faults;

import io.roomcast.embedded.EmbeddedMariaDb;
import io.roomcast.embedded.WireTap;
import io.roomcast.standalone.Home;
import io.roomcast.standalone.Services;
import io.roomcast.standalone.Watched;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The whole system as processes, with a wire between each service and its database, before the broker, and before each
 * phone. Whatever dies is started again, unless a fault keeps it down.
 */
final class Site implements AutoCloseable {
    static final int TRIGGERS = 2;
    static final int DISPATCHERS = 3;
    static final int PHONES = 3;

    private static final Duration LOOK = Duration.ofMillis(250);

    final Home home;
    final EmbeddedMariaDb database;
    final WrongClock databaseClock;
    final WireTap wireToBroker;
    final Watched broker;
    final List<Watched> phones;
    final List<WireTap> wiresToPhones;

    private final Map<String, SmallDisk> disks = new TreeMap<>();
    private final Map<String, Watched> services = new TreeMap<>();
    private final Map<String, WrongClock> clocks = new TreeMap<>();
    private final Map<String, WireTap> wiresToDatabase = new TreeMap<>();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor();
    private String complaint = "";

    private Site(Home home, boolean withSmallDisks) {
        this.home = home;
        home.createFolders();
        databaseClock = new WrongClock(home, "database");
        if (withSmallDisks) {
            disks.put("uploads", FullDisks.uploads(this));
            disks.put("database", FullDisks.database(this));
            disks.put("broker", FullDisks.broker(this));
        }
        database = EmbeddedMariaDb.start(home.database().within(databaseClock.environment()));
        wireToBroker = WireTap.on("127.0.0.1:" + home.brokerPort());
        var own = new Services(home);
        broker = own.over(database.address(), portOf(wireToBroker)).broker();
        phones = IntStream.range(0, PHONES).mapToObj(own::phone).toList();
        wiresToPhones = IntStream.range(0, PHONES)
                .mapToObj(number -> WireTap.on("127.0.0.1:" + (home.simulatorPort() + number)))
                .toList();
        add("schedule-api", own, it -> it.api(List.of("--roomcast.images.upload-folder=" + uploads())));
        for (int replica = 1; replica <= TRIGGERS; replica++) {
            int number = replica;
            add("trigger-service-" + number, own, it -> it.trigger(number));
        }
        for (int replica = 1; replica <= DISPATCHERS; replica++) {
            int number = replica;
            add("dispatcher-" + number, own, it -> it.dispatcher(number, List.of()));
        }
    }

    private void add(String name, Services own, java.util.function.Function<Services, Watched> made) {
        WireTap wire = WireTap.on(database.address());
        var clock = new WrongClock(home, name);
        wiresToDatabase.put(name, wire);
        clocks.put(name, clock);
        services.put(
                name, made.apply(own.over(wire.address(), portOf(wireToBroker)).within(clock.environment())));
    }

    /** Returns when every process is ready. @param withSmallDisks whether there are {@link #disk}s */
    static Site start(Home home, boolean withSmallDisks) {
        var site = new Site(home, withSmallDisks);
        Runtime.getRuntime().addShutdownHook(new Thread(site::close));
        try {
            site.broker.start();
            site.phones.forEach(Watched::start);
            site.broker.awaitReady();
            // The first brings the tables; the others find them.
            site.service("schedule-api").start();
            site.service("schedule-api").awaitReady();
            site.services.values().stream().filter(it -> !it.isAlive()).forEach(Watched::start);
            site.services.values().forEach(Watched::awaitReady);
            site.keeper.scheduleWithFixedDelay(
                    site::keepAlive, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
            return site;
        } catch (RuntimeException e) {
            site.close();
            throw e;
        }
    }

    Watched service(String name) {
        return Objects.requireNonNull(services.get(name), name);
    }

    /** Of a service. */
    WrongClock clock(String name) {
        return Objects.requireNonNull(clocks.get(name), name);
    }

    /** One that can be filled: of {@code uploads}, {@code database} or {@code broker}. */
    SmallDisk disk(String name) {
        return Objects.requireNonNull(disks.get(name), name);
    }

    /** Names of the services that start with this. */
    List<String> names(String prefix) {
        return services.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    List<WireTap> wiresToDatabase() {
        return List.copyOf(wiresToDatabase.values());
    }

    /** It is not started again until {@link #letUp}. */
    void keepDown(String name) {
        down.add(name);
    }

    void letUp(String name) {
        down.remove(name);
    }

    /** Whether every process answers. */
    boolean isWhole() {
        return database.isAlive()
                && broker.isAlive()
                && phones.stream().allMatch(Watched::isAlive)
                && services.values().stream().allMatch(Watched::isReady);
    }

    /** The names of those that do not answer. */
    List<String> missing() {
        var missing = new ArrayList<String>();
        services.forEach((name, service) -> {
            if (!service.isReady()) {
                missing.add(name);
            }
        });
        return missing;
    }

    Path journal(int phone) {
        return home.folder().resolve("phone-" + phone + "/phone-1/journal.jsonl");
    }

    /** Where pictures are while they come in. */
    Path uploads() {
        return home.folder().resolve("uploads");
    }

    @Override
    public synchronized void close() {
        if (keeper.isShutdown()) {
            return;
        }
        keeper.shutdownNow();
        services.values().forEach(Watched::askToStop);
        services.values().forEach(Watched::stop);
        phones.forEach(Watched::stop);
        broker.stop();
        wiresToDatabase.values().forEach(WireTap::close);
        wiresToPhones.forEach(WireTap::close);
        wireToBroker.close();
        database.close();
        disks.values().forEach(SmallDisk::close);
    }

    /** At once, whatever {@code Watched} would wait after an early death: deaths are what this is about. */
    private void keepAlive() {
        try {
            if (!database.isAlive()) {
                database.restart();
            }
            startDead(broker);
            phones.forEach(this::startDead);
            services.values().forEach(this::startDead);
            complaint = "";
        } catch (RuntimeException e) {
            complain(e);
        }
    }

    /** Once for the same thing: it is tried every second, and a full disk stays full for minutes. */
    private void complain(RuntimeException e) {
        String first = e.toString().lines().findFirst().orElse("");
        if (!first.equals(complaint)) {
            System.err.println("Starting again what has died: " + first);
            complaint = first;
        }
    }

    private void startDead(Watched process) {
        if (!down.contains(process.name()) && !process.isAlive()) {
            process.start();
        }
    }

    private static int portOf(WireTap wire) {
        return Integer.parseInt(wire.address().substring(wire.address().lastIndexOf(':') + 1));
    }
}
