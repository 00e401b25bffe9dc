package io.roomcast.standalone;

import io.roomcast.embedded.EmbeddedMariaDb;
import io.roomcast.embedded.FreePort;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Everything that runs: database, broker, simulator, services. */
public final class Stack implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Home home;
    private final PrintStream out;
    private final EmbeddedMariaDb database;
    private final List<Watched> processes = new CopyOnWriteArrayList<>();
    private final BooleanSupplier cancelled;
    private boolean closed;

    /** How many of each that can be scaled. */
    public record Replicas(int triggers, int dispatchers, int phones) {}

    /** Further ones of a service, as arguments. */
    public record Settings(List<String> trigger, List<String> dispatcher) {
        static final Settings AS_SHIPPED = new Settings(List.of(), List.of());
    }

    private Stack(Home home, PrintStream out, BooleanSupplier cancelled) {
        this.home = home;
        this.cancelled = cancelled;
        this.out = out;
        this.database = EmbeddedMariaDb.start(home.database());
    }

    /** Returns when every process is ready and the sample accounts are there. */
    public static Stack start(Home home, Replicas replicas, PrintStream out) {
        return start(home, new Services(home), replicas, Settings.AS_SHIPPED, out, () -> false);
    }

    /** The same, of services that are fast rather than small. */
    public static Stack startFast(Home home, Replicas replicas, Settings settings, PrintStream out) {
        return start(home, Services.fast(home), replicas, settings, out, () -> false);
    }

    /** @param cancelled asked while waiting; then everything is stopped again and this fails */
    static Stack start(Home home, Replicas replicas, PrintStream out, BooleanSupplier cancelled) {
        return start(home, new Services(home), replicas, Settings.AS_SHIPPED, out, cancelled);
    }

    private static Stack start(
            Home home,
            Services services,
            Replicas replicas,
            Settings settings,
            PrintStream out,
            BooleanSupplier cancelled) {
        home.createFolders();
        requireFreePorts(home);
        out.println("Starting the database …");
        var stack = new Stack(home, out, cancelled);
        // Whoever is told to end leaves nothing running.
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        try {
            stack.startProcesses(services, replicas, settings);
            new DemoData(home).create();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Restarts what has died, unless all is being stopped. Called again and again. */
    public synchronized void keepAlive() {
        if (closed) {
            return;
        }
        if (!database.isAlive()) {
            out.println("The database has died; starting it again");
            database.restart();
        }
        processes.forEach(Watched::keepAlive);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<Watched> services = processes.stream()
                .filter(process -> !process.name().equals("broker"))
                .toList();
        services.forEach(Watched::askToStop);
        services.forEach(Watched::stop);
        processes.forEach(Watched::stop);
        database.close();
    }

    private void startProcesses(Services services, Replicas replicas, Settings settings) {
        out.println("Starting the broker and the simulated phone …");
        launch(List.of(services.broker(), services.simulator(replicas.phones())));
        out.println("Starting schedule-api, trigger-service and dispatcher …");
        var started = new ArrayList<Watched>();
        started.add(services.api());
        IntStream.rangeClosed(1, replicas.triggers())
                .mapToObj(replica -> services.trigger(replica, settings.trigger()))
                .forEach(started::add);
        IntStream.rangeClosed(1, replicas.dispatchers())
                .mapToObj(replica -> services.dispatcher(replica, settings.dispatcher()))
                .forEach(started::add);
        launch(started);
    }

    private void launch(List<Watched> started) {
        startAll(started);
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        for (Watched process : started) {
            while (!process.isReady()) {
                if (cancelled.getAsBoolean()) {
                    throw new IllegalStateException("Stopped while starting");
                }
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw process.notStarted();
                }
                pause();
            }
        }
    }

    /** All of them or, where everything is being stopped, none. */
    private synchronized void startAll(List<Watched> started) {
        if (closed) {
            throw new IllegalStateException("Stopped while starting");
        }
        processes.addAll(started);
        started.forEach(Watched::start);
    }

    private static void requireFreePorts(Home home) {
        // A database left behind by a killed launcher holds its port and is taken over.
        FreePort.require(List.of(
                home.apiPort(), home.triggerPort(1), home.dispatcherPort(1), home.simulatorPort(), home.brokerPort()));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
