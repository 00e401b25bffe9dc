package io.roomcast.standalone;

import io.roomcast.embedded.EmbeddedMariaDb;
import io.roomcast.embedded.EmbeddedMariaDb.Settings.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The folder that holds everything a local Roomcast keeps, and the ports it uses. */
public final class Home {
    /** The account of the database that the services work under: it cannot change the record of who did what. */
    static final String SERVICES = "roomcast-services";

    private static final int RSA_BITS = 2_048;

    private final Path root;
    private final Path folder;
    private final int firstPort;

    public Home(Path folder, int firstPort) {
        this.root = Path.of(System.getProperty("roomcast.root", "")).toAbsolutePath();
        this.folder = root.resolve(folder);
        this.firstPort = firstPort;
    }

    public Path folder() {
        return folder;
    }

    public int apiPort() {
        return firstPort + 80;
    }

    /** A home inside this one, with ports of its own. */
    public Home inner(String name) {
        return new Home(folder.resolve(name), firstPort + 1_000);
    }

    /** @param replica 1–9 */
    public int triggerPort(int replica) {
        return firstPort + 40 + replica;
    }

    /** @param replica 1–9 */
    public int dispatcherPort(int replica) {
        return firstPort + 50 + replica;
    }

    /** Of the first phone; further ones follow. */
    public int simulatorPort() {
        return firstPort + 100;
    }

    public int databasePort() {
        return firstPort + 33;
    }

    public int brokerPort() {
        return firstPort + 92;
    }

    public Path log(String name) {
        return folder.resolve("logs").resolve(name + ".log");
    }

    Path pidFile() {
        return folder.resolve("up.pid");
    }

    /** How many of each the launcher that runs has started. */
    Path replicasFile() {
        return folder.resolve("up.replicas");
    }

    public Path images() {
        return folder.resolve("images");
    }

    /** It finds what it needs in {@code lib} beside it. */
    public Path jar(String module, String artifact) {
        return root.resolve(module).resolve("target").resolve(artifact + "-exec.jar");
    }

    public EmbeddedMariaDb.Settings database() {
        return new EmbeddedMariaDb.Settings(
                        folder.resolve("database"),
                        Path.of(System.getProperty("user.home"), ".cache", "roomcast"),
                        databasePort(),
                        "roomcast",
                        "roomcast",
                        databasePassword(),
                        false)
                .withServices(new Account(SERVICES, servicesPassword()));
    }

    /** Of the database, for programs that look past the services. */
    public String jdbcUrl() {
        return "jdbc:mysql://127.0.0.1:" + databasePort()
                + "/roomcast?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectionTimeZone=UTC"
                + "&forceConnectionTimeZoneToSession=true&rewriteBatchedStatements=true";
    }

    /** Of the account that owns the tables. */
    public String databasePassword() {
        return password("database-password");
    }

    /** Of the account {@link #SERVICES}. */
    String servicesPassword() {
        return password("database-services-password");
    }

    /** Made once, readable by the owner only. */
    private String password(String name) {
        Path file = folder.resolve("secrets").resolve(name);
        if (!Files.exists(file)) {
            byte[] bytes = new byte[16];
            new SecureRandom().nextBytes(bytes);
            writeSecret(file, HexFormat.of().formatHex(bytes));
        }
        return read(file);
    }

    Path privateKey() {
        makeKeys();
        return folder.resolve("secrets/jwt-private.pem");
    }

    Path publicKey() {
        makeKeys();
        return folder.resolve("secrets/jwt-public.pem");
    }

    public void createFolders() {
        try {
            Files.createDirectories(folder.resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeKeys() {
        Path privateFile = folder.resolve("secrets/jwt-private.pem");
        if (Files.exists(privateFile)) {
            return;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            KeyPair pair = generator.generateKeyPair();
            writeSecret(
                    folder.resolve("secrets/jwt-public.pem"),
                    pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            writeSecret(privateFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private static void writeSecret(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
