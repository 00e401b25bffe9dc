package io.roomcast.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.roomcast.testkit.TestBroker;
import io.roomcast.testkit.TestDatabase;
import io.roomcast.testkit.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.RequestBodySpec;
import org.springframework.test.web.reactive.server.WebTestClient.RequestHeadersSpec;

/** The running service over real servers, one for all its tests, and a world with a manager at every place. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class ApiTest {
    protected static final String PASSWORD = "correct horse battery";
    protected static final KeyPair KEYS = keys();
    /** By login: to sign costs more than most requests. */
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    /** Where uploads are while they come in. */
    protected static final Path UPLOADS = folder();

    protected static final TestDatabase DATABASE = TestDatabase.create();
    protected static final World WORLD = new World(DATABASE);
    protected static final long BOT = WORLD.bot("bot-1", "log", "http://127.0.0.1:9");
    protected static final long ROOM = WORLD.room(WORLD.branch, BOT);
    protected static final long TEST_ROOM = WORLD.room(WORLD.branch, BOT);
    protected static final long OTHER_ROOM = WORLD.room(WORLD.otherBranch, BOT);

    static {
        DATABASE.execute("UPDATE kb_room SET kind = 'test' WHERE id = ?", TEST_ROOM);
        String hash = new BCryptPasswordEncoder(4).encode(PASSWORD);
        WORLD.member(WORLD.headOffice, "hq", "manager", hash);
        WORLD.member(WORLD.distributor, "distributor", "manager", hash);
        WORLD.member(WORLD.agency, "agency", "manager", hash);
        WORLD.member(WORLD.branch, "branch", "manager", hash);
        WORLD.member(WORLD.branch, "viewer", "viewer", hash);
        WORLD.member(WORLD.otherBranch, "other-branch", "manager", hash);
        WORLD.member(WORLD.otherDistributor, "other-distributor", "manager", hash);
    }

    @LocalServerPort
    protected int port;

    protected WebTestClient web;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        Stream.of(DATABASE.arguments(), TestBroker.arguments(), ownArguments())
                .flatMap(List::stream)
                .map(argument -> argument.substring("--".length()).split("=", 2))
                .forEach(pair -> registry.add(pair[0], () -> pair[1]));
    }

    /** A service that signs with {@link #KEYS} and keeps its pictures in a folder of its own. */
    static List<String> ownArguments() {
        Path folder = folder();
        return List.of(
                "--roomcast.broadcast.rooms-without-approval=10",
                "--roomcast.alerts.look-every=1s",
                "--roomcast.exports.most-rows=3000",
                "--roomcast.webhook.private-addresses=true",
                "--roomcast.images.upload-folder=" + UPLOADS,
                "--roomcast.security.private-key=" + pem(folder, "PRIVATE KEY", KEYS.getPrivate()),
                "--roomcast.security.public-key=" + pem(folder, "PUBLIC KEY", KEYS.getPublic()),
                "--roomcast.images.folder=" + folder.resolve("images"));
    }

    @BeforeEach
    void connect() {
        web = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .filter(Description.checked())
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 * 1024 * 1024))
                .build();
    }

    protected WebTestClient as(String login) {
        return web.mutate()
                .defaultHeader("Authorization", "Bearer " + token(login))
                .build();
    }

    /** The body of a 200. */
    protected JsonNode get(String login, String uri) {
        return send(login, HttpMethod.GET, uri, null, 200);
    }

    /** With an idempotency key of its own. */
    protected JsonNode post(String login, String uri, @Nullable Object body, int status) {
        return send(login, HttpMethod.POST, uri, body, status);
    }

    /** @param body JSON as a tree or a string */
    protected JsonNode send(String login, HttpMethod method, String uri, @Nullable Object body, int status) {
        return send(login, method, uri, key(), body, status);
    }

    protected JsonNode send(
            String login, HttpMethod method, String uri, String key, @Nullable Object body, int status) {
        return send(as(login), method, uri, key, body, status);
    }

    protected static JsonNode send(
            WebTestClient client, HttpMethod method, String uri, @Nullable Object body, int status) {
        return send(client, method, uri, key(), body, status);
    }

    private static JsonNode send(
            WebTestClient client, HttpMethod method, String uri, String key, @Nullable Object body, int status) {
        RequestBodySpec request = client.method(method).uri(uri).header("Idempotency-Key", key);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
        }
        return answer(request, status);
    }

    /** Changes what was read at that version. */
    protected JsonNode put(String login, String uri, int version, Object body) {
        return answer(
                as(login)
                        .put()
                        .uri(uri)
                        .header("If-Match", "\"" + version + "\"")
                        .bodyValue(body),
                200);
    }

    private static JsonNode answer(RequestHeadersSpec<?> request, int status) {
        JsonNode answer = request.exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        return answer == null ? MissingNode.getInstance() : answer;
    }

    protected JsonNode created(String login, ObjectNode schedule) {
        return post(login, "/api/schedules", schedule, 201);
    }

    /** Returns the id of a new schedule. */
    protected long create(String login, ObjectNode schedule) {
        return created(login, schedule).path("id").asLong();
    }

    /** At version 0. */
    protected void delete(String login, long schedule) {
        as(login)
                .delete()
                .uri("/api/schedules/" + schedule)
                .header("If-Match", "\"0\"")
                .exchange()
                .expectStatus()
                .isOk();
    }

    /** One of the branch that is due twice a day. */
    protected long daily() {
        return create("branch", Bodies.schedule(ROOM).put("scheduleType", "daily"));
    }

    /** The next moments at which a schedule of the branch is due, as its list of runs has them. */
    protected List<Instant> dueAts(long schedule) {
        return get("branch", "/api/schedules/" + schedule + "/runs").findValuesAsText("dueAt").stream()
                .map(Instant::parse)
                .toList();
    }

    protected static Instant instant(JsonNode node, String field) {
        return Instant.parse(node.path(field).asText());
    }

    /** Good for as long as the tests run. */
    protected static String token(String login) {
        return TOKENS.computeIfAbsent(login, subject -> token(subject, KEYS, Duration.ofHours(2)));
    }

    protected static String token(String login, KeyPair keys, Duration life) {
        var claims = new JWTClaimsSet.Builder()
                .issuer("https://roomcast.io")
                .subject(login)
                .claim("organizationId", 1)
                .expirationTime(Date.from(Instant.now().plus(life)))
                .build();
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        try {
            jwt.sign(new RSASSASigner(keys.getPrivate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    protected static String key() {
        return UUID.randomUUID().toString();
    }

    protected static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "api");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(Path folder, String kind, Key key) {
        String body = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        try {
            Path file = folder.resolve(kind.replace(' ', '-') + ".pem");
            Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
            return file.toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
