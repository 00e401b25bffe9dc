package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.model.content.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseCookie;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Signing in, staying signed in and guessing. */
class LoginIT extends ApiTest {
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
}
