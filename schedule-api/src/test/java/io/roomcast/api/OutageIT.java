package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.embedded.WireTap;
import io.roomcast.testkit.TestBroker;
import io.roomcast.testkit.TestDatabase;
import io.roomcast.testkit.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The database, or the broker, is away for a while. */
class OutageIT {
    private static TestDatabase database;
    private static WireTap wire;
    private static WireTap wireToBroker;
    private static RunningApi api;
    private static long room;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        wire = WireTap.on(database.address());
        var settings = new ArrayList<>(ApiTest.ownArguments());
        settings.add("--roomcast.database.ssl-mode=DISABLED");
        wireToBroker = WireTap.on(TestBroker.bootstrapServers());
        settings.add("--roomcast.kafka.bootstrap-servers=" + wireToBroker.address());
        api = new RunningApi(database.behind(wire), settings);
        var world = new World(database);
        world.member(world.branch, "branch", "manager", null);
        world.member(world.headOffice, "hq", "manager", null);
        room = world.room(world.branch, world.bot("bot", "log", "http://127.0.0.1:9"));
    }

    @AfterAll
    static void close() {
        api.close();
        wire.close();
        wireToBroker.close();
        database.close();
    }

    @Test
    void whileTheDatabaseIsAwayEveryAnswerIs503AndSaysWhenToComeBack() {
        assertThat(list().getStatus()).isEqualTo(HttpStatus.OK);

        wire.cut();

        Stream.of(list(), create(), login()).forEach(OutageIT::assertUnavailable);

        wire.mend();

        assertBackByItself();
    }

    /** Nothing is refused, nothing is answered: as behind a firewall that drops packets. */
    @Test
    void aDatabaseThatIsSilentIsAway() {
        assertThat(list().getStatus()).isEqualTo(HttpStatus.OK);

        wire.hold();

        // More than the pool has connections: none of them may be lost for good.
        Flux.range(0, 30)
                .flatMap(i -> Mono.fromCallable(this::list).subscribeOn(Schedulers.boundedElastic()), 30)
                .collectList()
                .block()
                .forEach(OutageIT::assertUnavailable);

        wire.mend();

        assertBackByItself();
    }

    private void assertBackByItself() {
        await("back by itself").atMost(Duration.ofSeconds(20)).until(() -> list().getStatus() == HttpStatus.OK);
        assertThat(create().getStatus()).isEqualTo(HttpStatus.CREATED);
    }

    private static void assertUnavailable(EntityExchangeResult<JsonNode> answer) {
        assertThat(answer.getStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("5");
        assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getResponseBody().path("code").asText()).isEqualTo("unavailable");
        assertThat(answer.getResponseBody().toString()).doesNotContainIgnoringCase("sql");
    }

    @Test
    void aBrokerThatIsAwayIsSaidToBe() {
        wireToBroker.cut();

        var now = asked("/api/operations");
        var letters = asked("/api/operations/dead-letters");

        assertThat(now.join().getStatus()).isEqualTo(HttpStatus.OK);
        JsonNode standing = now.join().getResponseBody();
        assertThat(standing.path("brokerAnswers").asBoolean(true)).isFalse();
        assertThat(standing.path("readers")).isEmpty();
        assertThat(standing.path("waiting").isArray()).isTrue();
        assertUnavailable(letters.join());
        wireToBroker.mend();
    }

    private static CompletableFuture<EntityExchangeResult<JsonNode>> asked(String uri) {
        return CompletableFuture.supplyAsync(() -> api.web
                .get()
                .uri(uri)
                .header("Authorization", "Bearer " + ApiTest.token("hq"))
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult());
    }

    private EntityExchangeResult<JsonNode> list() {
        return answer(api.web.get().uri("/api/schedules").header("Authorization", bearer()));
    }

    private EntityExchangeResult<JsonNode> create() {
        return answer(api.web
                .post()
                .uri("/api/schedules")
                .header("Authorization", bearer())
                .header("Idempotency-Key", ApiTest.key())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Bodies.schedule(room)));
    }

    private EntityExchangeResult<JsonNode> login() {
        return answer(api.web
                .post()
                .uri("/api/auth/login")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"loginId\":\"branch\",\"password\":\"" + ApiTest.PASSWORD + "\"}"));
    }

    private static String bearer() {
        return "Bearer " + ApiTest.token("branch");
    }

    private static EntityExchangeResult<JsonNode> answer(WebTestClient.RequestHeadersSpec<?> request) {
        return request.exchange().expectBody(JsonNode.class).returnResult();
    }
}
