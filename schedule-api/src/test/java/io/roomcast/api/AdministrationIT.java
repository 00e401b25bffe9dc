package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient.RequestBodySpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Administration from named addresses alone. */
class AdministrationIT extends ApiTest {
    @Test
    void fromElsewhereNothingIsAdministeredAndTheRestGoesOn() {
        try (var api = from("10.0.0.0/8,192.0.2.7")) {
            JsonNode refusal = ask(api, HttpMethod.POST, "/api/members", Bodies.member())
                    .expectStatus()
                    .isForbidden()
                    .expectBody(JsonNode.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(refusal).isNotNull();
            assertThat(refusal.path("detail").asText()).contains("address");
            ask(api, HttpMethod.PUT, "/api/holidays/2031-03-03", Bodies.holidayName())
                    .expectStatus()
                    .isForbidden();
            ask(api, HttpMethod.DELETE, "/api/bots/" + BOT, null).expectStatus().isForbidden();
            ask(api, HttpMethod.POST, "/api/rooms", Bodies.room(WORLD.branch, BOT))
                    .expectStatus()
                    .isForbidden();
            ask(api, HttpMethod.PUT, "/api/rooms/" + ROOM, Bodies.room(WORLD.branch, BOT))
                    .expectStatus()
                    .isForbidden();
            ask(api, HttpMethod.POST, "/api/alert-channels", Bodies.alertChannel())
                    .expectStatus()
                    .isForbidden();
            for (String uri : List.of("/api/audit", "/api/operations", "/api/operations/dead-letters")) {
                ask(api, HttpMethod.GET, uri, null).expectStatus().isForbidden();
            }
            ask(api, HttpMethod.POST, "/api/operations/dead-letters/redrive", Letters.redrive(Letters.ONE, true))
                    .expectStatus()
                    .isForbidden();

            ask(api, HttpMethod.POST, "/api/rooms/" + ROOM + "/resume", null)
                    .expectStatus()
                    .isOk();
            ask(api, HttpMethod.GET, "/api/members", null).expectStatus().isOk();
            ask(api, HttpMethod.POST, "/api/templates", Bodies.template())
                    .expectStatus()
                    .isCreated();
        }
    }

    @Test
    void fromANamedAddressEverythingIs() {
        try (var api = from("10.0.0.0/8,127.0.0.0/8")) {
            ask(api, HttpMethod.POST, "/api/members", Bodies.member())
                    .expectStatus()
                    .isCreated();
            ask(api, HttpMethod.GET, "/api/audit", null).expectStatus().isOk();
            api.web.get().uri("/api/audit").exchange().expectStatus().isUnauthorized();
        }
    }

    @Test
    void anAddressThatTheCallerClaimsCountsOnlyWhereAProxyIsTrusted() {
        try (var api = from("10.0.0.0/8")) {
            members(api, "10.1.2.3").isForbidden();
        }
        try (var api = from("10.0.0.0/8", "--server.forward-headers-strategy=framework")) {
            members(api, "10.1.2.3").isCreated();
            members(api, "192.0.2.7").isForbidden();
            members(api, "localhost").isForbidden();
            members(api, "no address").isForbidden();
        }
    }

    private static StatusAssertions members(RunningApi api, String forwardedFor) {
        return request(api, HttpMethod.POST, "/api/members")
                .header("X-Forwarded-For", forwardedFor)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Bodies.member())
                .exchange()
                .expectStatus();
    }

    private static RunningApi from(String addresses, String... more) {
        var settings = new ArrayList<>(ownArguments());
        settings.add("--roomcast.security.administration-addresses=" + addresses);
        settings.addAll(List.of(more));
        return new RunningApi(DATABASE, settings);
    }

    private static ResponseSpec ask(RunningApi api, HttpMethod method, String uri, @Nullable Object body) {
        RequestBodySpec request = request(api, method, uri);
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange();
    }

    private static RequestBodySpec request(RunningApi api, HttpMethod method, String uri) {
        return api.web
                .method(method)
                .uri(uri)
                .header("Authorization", "Bearer " + token("hq"))
                .header("If-Match", "\"0\"");
    }
}
