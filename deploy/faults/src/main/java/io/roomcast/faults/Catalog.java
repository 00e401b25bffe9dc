package io.roomcast.faults;

import io.roomcast.embedded.Frozen;
import io.roomcast.embedded.WireTap;
import io.roomcast.standalone.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.ToLongFunction;

/** Everything that can go wrong here. */
final class Catalog {
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(7);
    private static final Duration HOUR = Duration.ofHours(1);

    private Catalog() {}

    static List<Fault> disks() {
        return List.of(
                Fault.of("disk-full-uploads", 6, FullDisks::ofUploads),
                Fault.of("disk-full-database", 6, FullDisks::ofDatabase),
                Fault.of("disk-full-broker", 8, FullDisks::ofBroker));
    }

    static List<Fault> clocks() {
        return List.of(
                Fault.of("database-clock-ahead", 10, scene -> WrongClock.ofDatabase(scene, HOUR)),
                Fault.of("database-clock-behind", 10, scene -> WrongClock.ofDatabase(scene, HOUR.negated())),
                Fault.of("service-clock-ahead", 8, scene -> WrongClock.ofService(scene, HOUR)),
                Fault.of("service-clock-behind", 8, scene -> WrongClock.ofService(scene, HOUR.negated())));
    }

    /** What any machine can do. */
    static List<Fault> always() {
        return List.of(
                Fault.of("kill-api", 8, scene -> kills(scene, "schedule-api")),
                Fault.of("kill-trigger", 8, scene -> kills(scene, "trigger-service")),
                Fault.of("kill-dispatcher", 8, scene -> kills(scene, "dispatcher")),
                Fault.of("kill-all", 10, Catalog::killAll),
                Fault.of("freeze-api", 10, scene -> freeze(scene, "schedule-api"))
                        .upTo(90),
                Fault.of("freeze-trigger", 15, scene -> freeze(scene, "trigger-service"))
                        .upTo(90),
                Fault.of("freeze-dispatcher", 20, scene -> freeze(scene, "dispatcher"))
                        .upTo(90),
                Fault.of("database-restart", 10, Catalog::databaseRestart),
                Fault.of("database-kill", 8, Catalog::databaseKill),
                Fault.of("database-freeze", 10, Catalog::databaseFreeze).upTo(60),
                Fault.of("database-cut-at-commit", 10, Catalog::cutAtCommit),
                Fault.of("database-black-hole", 15, Catalog::databaseBlackHole).upTo(60),
                Fault.of("database-slow", 6, scene -> databaseWires(scene, it -> it.delay(Duration.ofMillis(40)))),
                Fault.of("database-narrow", 6, scene -> databaseWires(scene, it -> it.throttle(100_000))),
                Fault.of("kafka-kill", 11, Catalog::kafkaKill),
                Fault.of("kafka-unreachable", 15, Catalog::kafkaUnreachable).upTo(60),
                Fault.of("kafka-slow", 6, Catalog::kafkaSlow),
                Fault.of("rebalance-storm", 18, Catalog::storm).upTo(120),
                Fault.of("phone-slow", 4, scene -> PhoneFaults.call(scene, "SLOW", 4_000)),
                Fault.of("phone-hangs", 4, scene -> PhoneFaults.call(scene, "HANG", 0)),
                Fault.of("phone-500", 4, scene -> PhoneFaults.call(scene, "ERROR", 0)),
                Fault.of("phone-429", 4, scene -> PhoneFaults.call(scene, "TOO_MANY_REQUESTS", 3_000)),
                Fault.of("phone-garbage", 4, scene -> PhoneFaults.call(scene, "GARBAGE", 0)),
                Fault.of("phone-endless-answer", 4, scene -> PhoneFaults.call(scene, "ENDLESS", 0)),
                Fault.of("phone-gzip-bomb", 4, scene -> PhoneFaults.call(scene, "GZIP_BOMB", 0)),
                Fault.of("phone-drops-before", 4, scene -> PhoneFaults.call(scene, "DROP_BEFORE_ACCEPT", 0)),
                Fault.of("phone-drops-after", 4, scene -> PhoneFaults.call(scene, "DROP_AFTER_ACCEPT", 0)),
                Fault.of("phone-shows-nothing", 4, scene -> PhoneFaults.call(scene, "NO_ECHO", 0)),
                Fault.of("phone-dies-after-accept", 8, PhoneFaults::dies),
                Fault.of("phone-unreachable", 6, PhoneFaults::unreachable),
                Fault.of("phone-answers-cut", 4, PhoneFaults::answersCut),
                Fault.of("migration-killed", 0, KilledMigrations::strike),
                Fault.of("poison", 5, Catalog::poison),
                Fault.of("hostile-uploads", 2, HostileUploads::strike),
                Fault.of("downtime", 10, Catalog::downtime).upTo(600));
    }

    private static Strike kills(Scene scene, String prefix) {
        return Strike.every(
                BETWEEN_KILLS,
                () -> {
                    Watched victim = scene.site().service(scene.any(scene.site().names(prefix)));
                    boolean alive = victim.isAlive();
                    victim.kill();
                    return alive ? 1 : 0;
                },
                () -> {});
    }

    private static Strike killAll(Scene scene) {
        List<Watched> victims =
                scene.site().names("").stream().map(scene.site()::service).toList();
        victims.forEach(Watched::kill);
        return Strike.done(victims.size(), victims.size());
    }

    private static Strike freeze(Scene scene, String prefix) {
        Watched victim = scene.site().service(scene.any(scene.site().names(prefix)));
        return frozen(victim.pid(), () -> victim.isReady() ? 0 : 1);
    }

    private static Strike databaseFreeze(Scene scene) {
        return frozen(scene.site().database.pid(), () -> scene.witness().overdue() < 0 ? 1 : 0);
    }

    private static Strike frozen(long pid, IntSupplier bites) {
        Frozen.freeze(pid);
        return Strike.lasting(bites, () -> Frozen.thaw(pid));
    }

    private static Strike databaseRestart(Scene scene) {
        scene.site().database.close();
        return Strike.done(1, 1);
    }

    private static Strike databaseKill(Scene scene) {
        return Strike.every(
                BETWEEN_KILLS,
                () -> {
                    boolean alive = scene.site().database.isAlive();
                    scene.site().database.kill();
                    return alive ? 1 : 0;
                },
                () -> {});
    }

    /** The statement that commits never arrives, or arrives and nobody hears of it. */
    private static Strike cutAtCommit(Scene scene) {
        var sprung = new AtomicInteger();
        List<WireTap> wires = scene.site().wiresToDatabase();
        return Strike.every(
                Duration.ofMillis(700),
                () -> {
                    WireTap wire = scene.any(wires);
                    Runnable cut = () -> {
                        sprung.incrementAndGet();
                        wire.endAll();
                    };
                    if (scene.random().nextBoolean()) {
                        wire.before(cut, "COMMIT");
                    } else {
                        wire.after(cut, "COMMIT");
                    }
                    return sprung.getAndSet(0);
                },
                () -> wires.forEach(WireTap::disarm));
    }

    private static Strike databaseBlackHole(Scene scene) {
        return databaseWires(scene, WireTap::hold);
    }

    private static Strike databaseWires(Scene scene, Consumer<WireTap> disturb) {
        return disturbed(scene.site().wiresToDatabase(), disturb);
    }

    static Strike disturbed(List<WireTap> wires, Consumer<WireTap> disturb) {
        ToLongFunction<WireTap> disturbed = WireTap::disturbed;
        long before = wires.stream().mapToLong(disturbed).sum();
        wires.forEach(disturb);
        return Strike.lasting(
                () -> (int) (wires.stream().mapToLong(disturbed).sum() - before), () -> wires.forEach(WireTap::mend));
    }

    private static Strike kafkaKill(Scene scene) {
        return Strike.every(
                Duration.ofSeconds(10),
                () -> {
                    boolean alive = scene.site().broker.isAlive();
                    scene.site().broker.kill();
                    return alive ? 1 : 0;
                },
                () -> {});
    }

    private static Strike kafkaUnreachable(Scene scene) {
        return disturbed(List.of(scene.site().wireToBroker), WireTap::cut);
    }

    private static Strike kafkaSlow(Scene scene) {
        return disturbed(List.of(scene.site().wireToBroker), it -> it.delay(Duration.ofMillis(100)));
    }

    /** A dispatcher that comes or goes every three seconds; one stays. */
    private static Strike storm(Scene scene) {
        List<String> moving = List.of("dispatcher-2", "dispatcher-3");
        return Strike.every(
                Duration.ofSeconds(3),
                () -> {
                    String name = scene.any(moving);
                    Watched service = scene.site().service(name);
                    if (!service.isAlive()) {
                        scene.site().letUp(name);
                        return 1;
                    }
                    scene.site().keepDown(name);
                    service.askToStop();
                    return 1;
                },
                () -> moving.forEach(scene.site()::letUp));
    }

    private static Strike poison(Scene scene) {
        long before = scene.outside().deadLetters();
        Random random = scene.random();
        return new Counted(
                Strike.every(
                        Duration.ofMillis(500),
                        () -> {
                            var rubbish = new byte[random.nextInt(200)];
                            random.nextBytes(rubbish);
                            scene.outside().poison(rubbish);
                            return 0;
                        },
                        () -> {}),
                () -> (int) (scene.outside().deadLetters() - before));
    }

    /** Counts by itself what the fault did. */
    private record Counted(Strike strike, IntSupplier counted) implements Strike {
        @Override
        public int injected() {
            return strike.injected();
        }

        @Override
        public boolean lasts() {
            return strike.lasts();
        }

        @Override
        public int bites() {
            return counted.getAsInt();
        }

        @Override
        public void close() {
            strike.close();
        }
    }

    /** Everything of Roomcast stops, as for a move to another machine. */
    private static Strike downtime(Scene scene) {
        List<String> names = scene.site().names("");
        names.forEach(scene.site()::keepDown);
        names.forEach(name -> scene.site().service(name).askToStop());
        return Strike.lasting(
                () -> (int) names.stream()
                        .filter(name -> !scene.site().service(name).isAlive())
                        .count(),
                () -> names.forEach(scene.site()::letUp));
    }
}
