package io.roomcast.standalone;

import io.roomcast.embedded.EmbeddedMariaDb.Settings.Account;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How each process is started. */
public final class Services {
    /** The first account; its password is {@link #DEMO_PASSWORD}. */
    public static final String BOOTSTRAP_LOGIN = "admin";
    /** One for the demo, one on which things go wrong. */
    static final int PHONES = 2;

    /** Of the sample accounts; this system listens on the loopback address only. */
    public static final String DEMO_PASSWORD = "roomcast-demo";

    private static final List<String> SMALL_JVM = List.of(
            "-Xms32m",
            "-Xmx256m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dreactor.netty.ioWorkerCount=2",
            "-Djava.awt.headless=true");

    /** Of a dispatcher whose rooms get more than they would in a day. */
    public static final List<String> WITHOUT_QUOTAS = List.of(
            "--roomcast.quota.gap=0s",
            "--roomcast.quota.parts-per-minute=1000",
            "--roomcast.quota.parts-per-hour=1000",
            "--roomcast.quota.parts-per-day=1000",
            "--roomcast.quota.occurrences-per-day=1000");

    /** For a service that is to be fast rather than small: its code is compiled for that, which takes memory. */
    public static final List<String> FAST_JVM = List.of(
            "-Xms256m",
            "-Xmx512m",
            "-XX:+UseParallelGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dreactor.netty.ioWorkerCount=2",
            "-Djava.awt.headless=true");

    /** For a service that many people wait for: what a request needs is gone before it grows old, so pauses are short and few. */
    private static final List<String> QUICK_JVM = List.of(
            "-Xms1g",
            "-Xmx1g",
            "-Xmn512m",
            "-XX:MetaspaceSize=192m",
            "-XX:+UseParallelGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dreactor.netty.ioWorkerCount=2",
            "-Djava.awt.headless=true");

    private final Home home;
    private final Database database;
    private final int kafkaPort;
    private final List<String> jvm;
    private final Map<String, String> environment;

    /** Services that are fast rather than small. */
    public static Services fast(Home home) {
        return new Services(home, own(home), home.brokerPort(), FAST_JVM, Map.of());
    }

    /** Services that answer people at once. */
    public static Services quick(Home home) {
        return new Services(home, own(home), home.brokerPort(), QUICK_JVM, Map.of());
    }

    public Services(Home home) {
        this(home, own(home));
    }

    private static Database own(Home home) {
        return new Database(
                "127.0.0.1:" + home.databasePort(),
                "roomcast",
                Home.SERVICES,
                home.servicesPassword(),
                new Account("roomcast", home.databasePassword()));
    }

    Services(Home home, Database database) {
        this(home, database, home.brokerPort(), SMALL_JVM, Map.of());
    }

    private Services(Home home, Database database, int kafkaPort, List<String> jvm, Map<String, String> environment) {
        this.home = home;
        this.database = database;
        this.kafkaPort = kafkaPort;
        this.jvm = jvm;
        this.environment = environment;
    }

    /** The same, reaching database and broker over wires to them. @param address {@code host:port} */
    public Services over(String address, int wireToKafka) {
        var reached = database.at(address);
        return new Services(home, reached, wireToKafka, jvm, environment);
    }

    /** The same with these variables; of the broker and the phones nothing changes. */
    public Services within(Map<String, String> variables) {
        return new Services(home, database, kafkaPort, jvm, variables);
    }

    /**
     * What the services take for their database.
     *
     * @param address {@code host:port}
     * @param owner of the tables, who migrates them and gives {@code user} its rights; null: {@code user} is
     */
    record Database(
            String address,
            String name,
            String user,
            String password,
            @Nullable Account owner) {
        Database(String address, String name, String user, String password) {
            this(address, name, user, password, null);
        }

        Database at(String otherAddress) {
            return new Database(otherAddress, name, user, password, owner);
        }
    }

    public Watched broker() {
        var command =
                new ArrayList<>(List.of(java(), "-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(
                "-jar", launcher(), "broker", home.folder().resolve("broker").toString()));
        command.add(Integer.toString(home.brokerPort()));
        command.add(Integer.toString(brokerHealthPort()));
        command.add(Integer.toString(kafkaPort));
        return new Watched("broker", command, home.log("broker"), local(brokerHealthPort(), "/"));
    }

    Watched simulator(int phones) {
        return simulator("simulator", phones, home.simulatorPort());
    }

    /** A phone of its own process. @param number from 0 on */
    public Watched phone(int number) {
        return simulator("phone-" + number, 1, home.simulatorPort() + number);
    }

    private Watched simulator(String name, int phones, int port) {
        var command =
                new ArrayList<>(List.of(java(), "-Xms16m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(
                "-jar", home.jar("deploy/simulator", "roomcast-simulator").toString()));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(List.of("--phones", Integer.toString(phones)));
        command.addAll(List.of("--data", home.folder().resolve(name).toString()));
        return new Watched(name, command, home.log(name), local(port, "/config"));
    }

    public Watched api() {
        return api(List.of());
    }

    /** @param more further settings, as arguments */
    public Watched api(List<String> more) {
        var arguments = new ArrayList<>(List.of(
                "--roomcast.security.private-key=" + home.privateKey().toUri(),
                "--roomcast.security.public-key=" + home.publicKey().toUri(),
                "--roomcast.bootstrap.login-id=" + BOOTSTRAP_LOGIN,
                "--roomcast.bootstrap.password=" + DEMO_PASSWORD));
        arguments.addAll(more);
        return service("schedule-api", "schedule-api", home.apiPort(), arguments);
    }

    public Watched trigger(int replica) {
        return trigger(replica, List.of());
    }

    /** @param more further settings, as arguments */
    public Watched trigger(int replica, List<String> more) {
        return service("trigger-service", "trigger-service-" + replica, home.triggerPort(replica), more);
    }

    /** @param more further settings, as arguments */
    public Watched dispatcher(int replica, List<String> more) {
        String name = "dispatcher-" + replica;
        var arguments = new ArrayList<>(List.of("--roomcast.dispatcher.instance=" + name));
        arguments.addAll(more);
        return service("dispatcher", name, home.dispatcherPort(replica), arguments);
    }

    private Watched service(String module, String name, int port, List<String> arguments) {
        var command = new ArrayList<>(List.of(java()));
        command.addAll(jvm);
        command.addAll(List.of("-jar", home.jar(module, "roomcast-" + module).toString()));
        command.addAll(List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--roomcast.database.address=" + database.address(),
                "--roomcast.database.name=" + database.name(),
                "--roomcast.database.user=" + database.user(),
                "--roomcast.database.ssl-mode=DISABLED",
                "--roomcast.kafka.bootstrap-servers=127.0.0.1:" + kafkaPort,
                "--roomcast.kafka.replication-factor=1",
                "--roomcast.images.folder=" + home.images()));
        if (database.owner() != null) {
            command.add("--spring.liquibase.user=" + database.owner().user());
            command.add("--roomcast.migrations.grant-to=" + database.user() + "@127.0.0.1");
        }
        command.addAll(arguments);
        return new Watched(name, command, home.log(name), local(port, "/actuator/health/readiness"), variables());
    }

    private Map<String, String> variables() {
        var variables = new HashMap<>(environment);
        variables.put("ROOMCAST_DATABASE_PASSWORD", database.password());
        if (database.owner() != null) {
            variables.put("SPRING_LIQUIBASE_PASSWORD", database.owner().password());
        }
        return Map.copyOf(variables);
    }

    private int brokerHealthPort() {
        return home.brokerPort() + 1;
    }

    private String launcher() {
        return home.jar("deploy/standalone", "roomcast-standalone").toString();
    }

    public static URI local(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The java that runs this launcher. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
