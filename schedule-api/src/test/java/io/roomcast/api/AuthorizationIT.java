package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.roomcast.model.content.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Role × endpoint × relation, generated from the API's own description: an endpoint that is added without a rule here
 * fails the test.
 */
class AuthorizationIT extends ApiTest {
    private static final Set<String> OPEN = Set.of("/api/auth/login", "/api/auth/refresh", "/api/auth/logout");
    private static final String NEVER_THERE = "987654321";

    /** What belongs to the other branch, by the first segment of the path. */
    private static final Map<String, Long> FOREIGN = foreign();

    /** Who of those inside may change, by the first segment; whoever is not named gets 403. */
    private static final Map<String, Set<String>> MAY_CHANGE = Map.of(
            "organizations", Set.of("hq", "distributor", "agency"),
            "members", Set.of("hq", "distributor", "agency"),
            "bots", Set.of("hq"),
            "rooms", Set.of("hq", "distributor", "agency"),
            "templates", Set.of("hq", "distributor", "agency", "branch"),
            "images", Set.of("hq", "distributor", "agency", "branch"),
            "schedules", Set.of("hq", "distributor", "agency", "branch"),
            "occurrences", Set.of("hq", "distributor", "agency", "branch"));

    private record Operation(HttpMethod method, String path) {
        String resource() {
            return path.split("/", -1)[2];
        }

        boolean hasId() {
            return path.contains("{id}");
        }

        String uri(Object id) {
            return path.replace("{id}", String.valueOf(id));
        }

        boolean changes() {
            return method != HttpMethod.GET && !path.endsWith("/preview");
        }
    }

    @TestFactory
    Stream<DynamicTest> withoutAGoodTokenEverythingIs401() {
        List<String> bad =
                List.of("", algNone(), wrongKey(), expired(), hmacWithPublicKey(), unknownMember(), "garbage");
        return operations()
                .filter(operation -> !OPEN.contains(operation.path()))
                .flatMap(operation -> bad.stream()
                        .map(token -> DynamicTest.dynamicTest(
                                operation + " with " + (token.isEmpty() ? "no token" : token.substring(0, 6)),
                                () -> call(web, operation, operation.uri(1), token)
                                        .expectStatus()
                                        .isUnauthorized())));
    }

    @TestFactory
    Stream<DynamicTest> whatLiesOutsideIs404ForEveryRole() {
        List<String> outsiders = List.of("branch", "viewer", "other-distributor");
        return operations()
                .filter(Operation::hasId)
                .flatMap(operation -> outsiders.stream()
                        .flatMap(login -> Stream.of(
                                        FOREIGN.getOrDefault(operation.resource(), 0L)
                                                .toString(),
                                        NEVER_THERE)
                                .map(id -> DynamicTest.dynamicTest(
                                        login + " " + operation + " " + id,
                                        () -> assertOutside(operation, login, id)))));
    }

    @TestFactory
    Stream<DynamicTest> whoIsInsideButMayNotGets403() {
        return operations()
                .filter(Operation::changes)
                .filter(operation -> MAY_CHANGE.containsKey(operation.resource()))
                .flatMap(operation -> Stream.of("branch", "viewer", "agency", "distributor", "hq")
                        .filter(login -> !mayChange(operation, login))
                        .map(login -> DynamicTest.dynamicTest(login + " " + operation, () -> {
                            long own = own(operation.resource(), login);
                            call(as(login), operation, operation.uri(own), "")
                                    .expectStatus()
                                    .isForbidden();
                        })));
    }

    @Test
    void everyOperationHasARule() {
        assertThat(operations().filter(Operation::changes).filter(operation -> !OPEN.contains(operation.path())))
                .allSatisfy(operation -> assertThat(MAY_CHANGE).containsKey(operation.resource()));
        assertThat(operations()).hasSizeGreaterThan(40);
    }

    @Test
    void listsShowTheOwnSubtreeOnly() {
        for (String list : List.of("organizations", "members", "rooms", "templates", "images", "schedules")) {
            List<Long> ids = new ArrayList<>();
            body(as("branch"), "/api/" + list + "?limit=100")
                    .path("items")
                    .forEach(item -> ids.add(item.path("id").asLong()));
            assertThat(ids).as(list).doesNotContain(FOREIGN.get(list));
        }
        body(as("branch"), "/api/logs/send?limit=100")
                .path("items")
                .forEach(
                        item -> assertThat(item.path("organizationId").asLong()).isEqualTo(WORLD.branch));
    }

    @Test
    void theTokenSaysWhoAndTheDatabaseSaysWhere() {
        // The token of ApiTest claims the head office's organisation for everybody.
        assertThat(body(as("branch"), "/api/me").path("organizationId").asLong())
                .isEqualTo(WORLD.branch);
    }

    @Test
    void aMemberWhoWasSwitchedOffIsNobody() {
        WORLD.member(WORLD.branch, "leaver", "manager", null);
        as("leaver").get().uri("/api/me").exchange().expectStatus().isOk();

        DATABASE.execute("UPDATE kb_member SET status = 'inactive' WHERE login_id = 'leaver'");

        as("leaver").get().uri("/api/me").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void aRefreshTokenWorksOnceAndItsReuseEndsTheLogin() {
        JsonNode first = auth("login", Map.of("loginId", "branch", "password", PASSWORD), 200);
        JsonNode second = auth(
                "refresh", Map.of("refreshToken", first.path("refreshToken").asText()), 200);

        auth("refresh", Map.of("refreshToken", first.path("refreshToken").asText()), 401);

        auth("refresh", Map.of("refreshToken", second.path("refreshToken").asText()), 401);
        auth("login", Map.of("loginId", "branch", "password", "wrong wrong wrong"), 401);
        auth("login", Map.of("loginId", "nobody", "password", PASSWORD), 401);
    }

    /** Whether there is such a member or not: the answer must not tell. */
    @ParameterizedTest
    @ValueSource(strings = {"guessed", "nobody-has-this-login"})
    void guessingAPasswordGetsSlowerAndASuccessForgetsIt(String login) {
        DATABASE.execute("DELETE FROM kb_member WHERE login_id = 'guessed'");
        WORLD.member(WORLD.branch, "guessed", "manager", new BCryptPasswordEncoder(4).encode(PASSWORD));
        for (int i = 0; i < 6; i++) {
            auth("login", Map.of("loginId", login, "password", "wrong guess " + i), 401);
        }
        // As after some more: a second would be over before a slow machine has looked.
        DATABASE.execute(
                "UPDATE kb_login_brake SET tries = 7, blocked_until = UTC_TIMESTAMP(3) + INTERVAL 2 SECOND WHERE login_key = ?",
                Sha256.hex(login));

        JsonNode refused = auth("login", Map.of("loginId", login, "password", PASSWORD), 429);

        assertThat(refused.path("code").asText()).isEqualTo("too_many_tries");
        await("open again").atMost(Duration.ofSeconds(5)).until(() -> status(login, "wrong again") == 401);
        assertThat(status(login, PASSWORD)).isEqualTo(429);
        if (login.equals("guessed")) {
            await("open again").atMost(Duration.ofSeconds(10)).until(() -> status(login, PASSWORD) == 200);
            assertThat(DATABASE.count(
                            "SELECT COUNT(*) FROM kb_login_brake WHERE tries > 0 AND login_key = ?", Sha256.hex(login)))
                    .isZero();
        }
    }

    @Test
    void anotherSpellingOfALoginIsAnotherLogin() {
        for (String spelling : List.of("bránch", "ｂranch", "branch ", "bran\u200bch")) {
            assertThat(status(spelling, PASSWORD)).as(spelling).isEqualTo(401);
        }
        assertThat(status("BRANCH", PASSWORD)).isEqualTo(200);
    }

    @Test
    void manyTriesAtOnceAreCountedOneByOne() {
        // Not the scheduler that the service in this JVM works on, too.
        Scheduler callers = Schedulers.newBoundedElastic(20, 100, "callers");
        List<Integer> answers = Flux.range(0, 20)
                .flatMap(
                        i -> Mono.fromCallable(() -> status("besieged", "guess " + i))
                                .subscribeOn(callers),
                        20)
                .collectList()
                .block();
        callers.dispose();

        assertThat(answers).containsOnly(401, 429);
        assertThat(answers.stream().filter(answer -> answer == 401)).hasSizeLessThanOrEqualTo(8);
    }

    private int status(String login, String password) {
        return web.post()
                .uri("/api/auth/login")
                .bodyValue(Map.of("loginId", login, "password", password))
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    @Test
    void aBrowsersRefreshTokenIsInACookieThatNoScriptCanRead() {
        var signedIn = cookie("login", Map.of("loginId", "branch", "password", PASSWORD, "cookie", true), "", 200);
        assertThat(signedIn.isHttpOnly()).isTrue();
        assertThat(signedIn.getSameSite()).isEqualTo("Strict");
        assertThat(signedIn.getPath()).isEqualTo("/api/auth");

        var lost = cookie("refresh", Map.of(), signedIn.getValue(), 200);
        // The page was left before the answer came: the old one works a little longer, and then ends the login.
        var next = cookie("refresh", Map.of(), signedIn.getValue(), 200);
        assertThat(next.getValue()).isNotEqualTo(signedIn.getValue()).isNotEqualTo(lost.getValue());

        var gone = cookie("logout", Map.of(), next.getValue(), 204);
        assertThat(gone.getMaxAge()).isZero();
        auth("refresh", Map.of(), 401);
        auth("refresh", Map.of("refreshToken", next.getValue()), 401);
    }

    @Test
    void aBrowsersRefreshTokenThatWasUsedLongAgoEndsItsLogin() {
        var first = cookie("login", Map.of("loginId", "branch", "password", PASSWORD, "cookie", true), "", 200);
        var second = cookie("refresh", Map.of(), first.getValue(), 200);
        DATABASE.execute(
                "UPDATE kb_refresh_token SET used_at = used_at - INTERVAL 1 MINUTE WHERE token_hash = ?",
                Sha256.hex(first.getValue()));

        for (String token : List.of(first.getValue(), second.getValue())) {
            web.post()
                    .uri("/api/auth/refresh")
                    .cookie("roomcast-refresh", token)
                    .bodyValue(Map.of())
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
        }
    }

    /** The cookie that was set; the body must not hold the token, too. */
    private ResponseCookie cookie(String action, Map<String, Object> body, String cookie, int status) {
        var answer = web.post()
                .uri("/api/auth/" + action)
                .cookie("roomcast-refresh", cookie)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult();
        assertThat(String.valueOf(answer.getResponseBody())).doesNotContain("refreshToken");
        return answer.getResponseCookies().getFirst("roomcast-refresh");
    }

    private void assertOutside(Operation operation, String login, String id) {
        if (operation.path().matches("/api/schedules/\\{id}/(logs|occurrences)")) {
            assertThat(body(as(login), operation.uri(id)).path("items")).isEmpty();
            return;
        }
        call(as(login), operation, operation.uri(id), "").expectStatus().isNotFound();
    }

    private static boolean mayChange(Operation operation, String login) {
        boolean pausesRoom =
                operation.path().endsWith("/pause") || operation.path().endsWith("/resume");
        Set<String> allowed = pausesRoom ? MAY_CHANGE.get("templates") : MAY_CHANGE.get(operation.resource());
        return allowed.contains(login);
    }

    /** Something of the caller's own that the operation may be tried on. */
    private static long own(String resource, String login) {
        return switch (resource) {
            case "organizations" -> WORLD.branch;
            case "members" -> DATABASE.count("SELECT id FROM kb_member WHERE login_id = 'viewer'");
            case "bots" -> BOT;
            case "rooms" -> ROOM;
            case "templates" -> template(WORLD.branch);
            case "images" -> image(WORLD.branch);
            case "schedules" -> WORLD.once(ROOM, Instant.parse("2080-01-01T00:00:00Z"), "own of " + login);
            default -> occurrence(WORLD.branch, ROOM);
        };
    }

    private WebTestClient.ResponseSpec call(WebTestClient client, Operation operation, String uri, String token) {
        var request = client.method(operation.method())
                .uri(uri)
                .header("If-Match", "\"0\"")
                .header("Idempotency-Key", key());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (operation.path().equals("/api/images")) {
            return request.contentType(MediaType.parseMediaType("multipart/form-data; boundary=x"))
                    .bodyValue(
                            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nx\r\n--x--\r\n")
                    .exchange();
        }
        if (operation.method() == HttpMethod.GET || operation.method() == HttpMethod.DELETE) {
            return request.exchange();
        }
        return request.contentType(MediaType.APPLICATION_JSON)
                .bodyValue(bodyFor(operation).toString())
                .exchange();
    }

    private static ObjectNode bodyFor(Operation operation) {
        if (operation.path().endsWith("/toggle")) {
            return Bodies.template().removeAll();
        }
        return switch (operation.resource()) {
            case "organizations" -> Bodies.organization();
            case "members" -> Bodies.member();
            case "bots" -> Bodies.bot();
            case "rooms" -> operation.path().endsWith("/pause") ? Bodies.pause() : Bodies.room(WORLD.branch, BOT);
            case "templates" -> Bodies.template();
            default -> Bodies.schedule(ROOM);
        };
    }

    private Stream<Operation> operations() {
        // Dynamic tests are named before the client of a test is made.
        connect();
        var operations = new ArrayList<Operation>();
        body(as("hq"), "/api/openapi")
                .path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> operations.add(new Operation(
                                HttpMethod.valueOf(method.toUpperCase(java.util.Locale.ROOT)), path.getKey()))));
        return operations.stream().filter(operation -> operation.path().startsWith("/api/"));
    }

    private JsonNode auth(String action, Map<String, String> body, int status) {
        return web.post()
                .uri("/api/auth/" + action)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static JsonNode body(WebTestClient client, String uri) {
        return client.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static Map<String, Long> foreign() {
        return Map.of(
                "organizations", WORLD.otherBranch,
                "members", DATABASE.count("SELECT id FROM kb_member WHERE login_id = 'other-branch'"),
                "bots", WORLD.bot("unused", "log", "http://127.0.0.1:9"),
                "rooms", OTHER_ROOM,
                "templates", template(WORLD.otherBranch),
                "images", image(WORLD.otherBranch),
                "schedules", WORLD.once(OTHER_ROOM, Instant.parse("2080-01-01T00:00:00Z"), "foreign"),
                "occurrences", occurrence(WORLD.otherBranch, OTHER_ROOM));
    }

    private static long template(long organization) {
        return DATABASE.execute(
                "INSERT INTO kb_template (organization_id, name, body) VALUES (?, UUID(), 'x')", organization);
    }

    private static long image(long organization) {
        return DATABASE.execute("""
                INSERT INTO kb_image (organization_id, sha256, name, media_type, size_bytes, width, height, frames, created_by)
                VALUES (?, SHA2(UUID(), 256), 'x', 'image/png', 1, 1, 1, 1, (SELECT MIN(id) FROM kb_member))""", organization);
    }

    private static long occurrence(long organization, long room) {
        return DATABASE.execute("""
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, priority, state, wake_at,
                  content, content_hash)
                VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, 5, 'QUEUED', UTC_TIMESTAMP(3),
                  '{"text":"x","images1":[],"images2":[],"order":"TEXT_FIRST"}', REPEAT('0', 64))""", organization, room);
    }

    private static String algNone() {
        String header = base64("{\"alg\":\"none\"}");
        String claims = base64("{\"iss\":\"https://roomcast.io\",\"sub\":\"hq\",\"exp\":4102444800}");
        return header + "." + claims + ".";
    }

    private static String wrongKey() {
        return token("hq", keys(), Duration.ofMinutes(5));
    }

    private static String expired() {
        return token("hq", KEYS, Duration.ofMinutes(-5));
    }

    private static String unknownMember() {
        return token("nobody", KEYS, Duration.ofMinutes(5));
    }

    private static String hmacWithPublicKey() {
        var jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer("https://roomcast.io")
                        .subject("hq")
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                        .build());
        try {
            jwt.sign(new MACSigner(KEYS.getPublic().getEncoded()));
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
