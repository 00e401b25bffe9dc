package io.roomcast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server process on 127.0.0.1 whose data outlives it.
 *
 * <p>It has one account, the one given, and where there are services one for them, and listens on loopback only. A server that an earlier, killed process left
 * behind on the same data folder is stopped first (its pid is in {@code server.pid}).
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Settings settings;
    private Process process;

    /**
     * @param folder where data, log and pid file live; made when missing
     * @param cache where the server is unpacked, shared by every database of the machine
     * @param port TCP port on 127.0.0.1
     * @param everywhere whether the account may create databases and accounts (tests) or use only {@code database}
     * @param services an account that has no rights yet, for the services; null: there is none
     * @param options further ones of the server, as {@code --innodb-buffer-pool-size=2G}
     * @param environment variables of its process
     */
    public record Settings(
            Path folder,
            Path cache,
            int port,
            String database,
            String user,
            String password,
            boolean everywhere,
            @Nullable Account services,
            List<String> options,
            Map<String, String> environment) {
        /** Its name and password. */
        public record Account(String user, String password) {
            @Override
            public String toString() {
                return user;
            }
        }

        public Settings {
            folder = folder.toAbsolutePath();
            options = List.copyOf(options);
            environment = Map.copyOf(environment);
        }

        public Settings(
                Path folder, Path cache, int port, String database, String user, String password, boolean everywhere) {
            this(folder, cache, port, database, user, password, everywhere, null, List.of(), Map.of());
        }

        /** The same server with these options. */
        public Settings with(List<String> serverOptions) {
            return new Settings(
                    folder, cache, port, database, user, password, everywhere, services, serverOptions, environment);
        }

        /** The same server with an account for services, to be given their rights by the first account. */
        public Settings withServices(Account account) {
            return new Settings(
                    folder, cache, port, database, user, password, everywhere, account, options, environment);
        }

        /** The same server in a process with these variables. */
        public Settings within(Map<String, String> variables) {
            return new Settings(
                    folder, cache, port, database, user, password, everywhere, services, options, variables);
        }

        @Override
        public String toString() {
            return "MariaDB on port " + port + " in " + folder;
        }
    }

    private EmbeddedMariaDb(Settings settings, Process process) {
        this.settings = settings;
        this.process = process;
    }

    /**
     * Returns when the server answers queries.
     *
     * @throws IllegalStateException with the end of the server's log when it does not come up in 60 s
     */
    public static EmbeddedMariaDb start(Settings settings) {
        try {
            Files.createDirectories(settings.folder());
            stopLeftOver(pidFile(settings));
            return new EmbeddedMariaDb(settings, launch(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return settings.port();
    }

    /** {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + settings.port();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the process at once, as a power cut would: committed data survives. */
    public void kill() {
        process.destroyForcibly();
        await(process);
    }

    /** Starts the server again after {@link #kill()} on the same data and port. */
    public void restart() {
        try {
            process = launch(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        await(process);
    }

    private static Process launch(Settings settings) throws IOException {
        MariaDbBinaries binaries = MariaDbBinaries.in(settings.cache());
        binaries.copyDataTo(settings.folder().resolve("data"));
        // Of its own: a server that starts removes what it finds left over there, be it another's.
        Files.createDirectories(settings.folder().resolve("tmp"));
        Path log = settings.folder().resolve("server.log");
        var builder = new ProcessBuilder(command(binaries, settings, writeInitFile(settings)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LD_LIBRARY_PATH", binaries.libraries().toString());
        builder.environment().putAll(settings.environment());
        Process process = builder.start();
        Files.writeString(pidFile(settings), Long.toString(process.pid()));
        awaitAnswer(settings, process, log);
        return process;
    }

    private static List<String> command(MariaDbBinaries binaries, Settings settings, Path initFile) {
        Path folder = settings.folder();
        var command = new ArrayList<>(List.of(
                binaries.server().toString(),
                "--no-defaults",
                "--basedir=" + binaries.base(),
                "--datadir=" + folder.resolve("data"),
                "--tmpdir=" + folder.resolve("tmp"),
                "--bind-address=127.0.0.1",
                "--port=" + settings.port(),
                "--init-file=" + initFile,
                "--skip-ssl",
                "--default-time-zone=+00:00",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_ci",
                "--max-connections=500",
                "--performance-schema=OFF"));
        // A socket path holds at most 107 characters, and folders can be deep: keep it in the temporary folder.
        if (!Os.isWindows()) {
            command.add("--socket=" + System.getProperty("java.io.tmpdir") + "/roomcast-" + settings.port() + ".sock");
        }
        if (Os.isRoot()) {
            command.add("--user=root");
        }
        command.addAll(settings.options());
        return command;
    }

    private static Path writeInitFile(Settings settings) throws IOException {
        Path file = settings.folder().resolve("accounts.sql");
        Files.deleteIfExists(file);
        if (Os.isWindows()) {
            Files.createFile(file);
        } else {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.writeString(file, accounts(settings));
    }

    private static String accounts(Settings settings) {
        var sql = new StringBuilder("DELETE FROM mysql.global_priv WHERE User IN ('', 'root');\nFLUSH PRIVILEGES;\n");
        sql.append("CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;\n"
                .formatted(settings.database()));
        for (String host : List.of("localhost", "127.0.0.1")) {
            String account = "'%s'@'%s'".formatted(settings.user(), host);
            sql.append("CREATE OR REPLACE USER %s IDENTIFIED BY '%s';\n".formatted(account, settings.password()));
            sql.append(
                    settings.everywhere()
                            ? "GRANT ALL ON *.* TO %s WITH GRANT OPTION;\n".formatted(account)
                            : "GRANT ALL ON `%s`.* TO %s WITH GRANT OPTION;\n".formatted(settings.database(), account));
        }
        if (settings.services() != null) {
            // Not replaced: what it was granted outlives a restart.
            sql.append(
                    "CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1';\nALTER USER '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';\n"
                            .formatted(
                                    settings.services().user(),
                                    settings.services().password()));
        }
        return sql.toString();
    }

    private static void awaitAnswer(Settings settings, Process process, Path log) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers(settings)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException(settings + " did not start. Its log ends with:\n" + tail(log));
            }
            pause();
        }
    }

    private static boolean answers(Settings settings) {
        String url = "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectTimeout=2000"
                .formatted(settings.port(), settings.database());
        try (var connection = DriverManager.getConnection(url, settings.user(), settings.password())) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void stopLeftOver(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readString(pidFile).trim());
        var leftOver = ProcessHandle.of(pid)
                .filter(handle -> handle.info().command().orElse("").contains("mariadbd"));
        if (leftOver.isPresent()) {
            leftOver.get().destroy();
            leftOver.get()
                    .onExit()
                    .orTimeout(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        }
    }

    private static Path pidFile(Settings settings) {
        return settings.folder().resolve("server.pid");
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
