package io.roomcast.testkit;

import io.roomcast.embedded.EmbeddedMariaDb;
import io.roomcast.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.mysql.MySQLContainer;

/** The one database server of this test JVM. */
final class TestDatabaseServer {
    private static final Pattern GIVEN = Pattern.compile("([^:@/]+):([^@]*)@([^/]+)");
    private static TestDatabaseServer instance;

    final String address;
    final String user;
    final String password;

    TestDatabaseServer(String address, String user, String password) {
        this.address = address;
        this.user = user;
        this.password = password;
    }

    static synchronized TestDatabaseServer get() {
        if (instance == null) {
            instance = start();
        }
        return instance;
    }

    private static TestDatabaseServer start() {
        if (!property().isEmpty()) {
            return given(property());
        }
        return Containers.areWanted() ? container() : embedded();
    }

    /** Whether it is one that no test may stop. */
    static boolean isForeign() {
        return !property().isEmpty() || Containers.areWanted();
    }

    private static String property() {
        return System.getProperty("roomcast.test.mysql", "");
    }

    private static TestDatabaseServer given(String property) {
        Matcher matcher = GIVEN.matcher(property);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("-Droomcast.test.mysql has the form user:password@host:port");
        }
        return new TestDatabaseServer(matcher.group(3), matcher.group(1), matcher.group(2));
    }

    private static TestDatabaseServer container() {
        MySQLContainer mysql = new MySQLContainer(Containers.MYSQL)
                .withUsername("root")
                .withPassword("test")
                .withCommand("--max-connections=500");
        mysql.start();
        return new TestDatabaseServer(mysql.getHost() + ":" + mysql.getMappedPort(3306), "root", "test");
    }

    private static TestDatabaseServer embedded() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "mariadb");
            Path cache = Path.of(System.getProperty("user.home"), ".cache", "roomcast");
            var settings = new EmbeddedMariaDb.Settings(folder, cache, FreePort.any(), "app", "test", "test", true);
            EmbeddedMariaDb server = EmbeddedMariaDb.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return new TestDatabaseServer(server.address(), "test", "test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
