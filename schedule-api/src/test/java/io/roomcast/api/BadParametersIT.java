package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.util.UriComponentsBuilder;

/** Every parameter of the description, spoiled: always 4xx with a code, and of a query with its name. */
class BadParametersIT extends ApiTest {
    /** Anything may be looked for. */
    private static final Set<String> FREE = Set.of("text", "botName", "loginId");

    @TestFactory
    Stream<DynamicTest> everyParameterOfAQueryIsChecked() {
        return Description.operations()
                .filter(operation -> operation.method() == HttpMethod.GET)
                .flatMap(operation -> parameters(operation, "query")
                        .filter(parameter ->
                                !FREE.contains(parameter.path("name").asText()))
                        .flatMap(parameter -> bad(parameter).stream()
                                .map(value -> DynamicTest.dynamicTest(
                                        operation + "?" + parameter.path("name").asText() + "=" + value,
                                        () -> assertRefused(
                                                operation,
                                                parameter.path("name").asText(),
                                                value)))));
    }

    @TestFactory
    Stream<DynamicTest> everyPartOfAPathIsChecked() {
        return Description.operations()
                .filter(operation -> operation.path().contains("{"))
                .flatMap(operation -> parameters(operation, "path")
                        .filter(parameter -> !parameter.path("name").asText().equals("bulkId"))
                        .flatMap(parameter -> Stream.of("abc", "99999999999999999999", "%00")
                                .map(value ->
                                        path(operation, parameter.path("name").asText(), value))
                                .map(uri -> DynamicTest.dynamicTest(
                                        operation.method() + " " + uri,
                                        () -> assertThat(problem(operation.method(), uri)
                                                        .path("code")
                                                        .asText())
                                                .isNotEmpty()))));
    }

    @Test
    void whatIsNotOfferedIsRefused() {
        as("hq").get().uri("/api/nothing").exchange().expectStatus().isNotFound();
        as("hq").patch().uri("/api/schedules").exchange().expectStatus().isEqualTo(405);
        as("hq").get()
                .uri("/api/events/results")
                .header("Last-Event-ID", "x")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .is4xxClientError();
    }

    private static List<String> bad(JsonNode parameter) {
        String name = parameter.path("name").asText();
        JsonNode schema = parameter.path("schema");
        if (name.equals("limit")) {
            return List.of("0", "101", "x", "99999999999999999999");
        }
        if (name.equals("cursor")) {
            return List.of("!", "YQ");
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> List.of("x", "99999999999999999999", "1.5");
            case "boolean" -> List.of("maybe");
            default -> List.of(schema.has("format") ? "yesterday" : "nonsense!");
        };
    }

    private void assertRefused(Operation operation, String name, String value) {
        String uri = UriComponentsBuilder.fromPath(operation.uri(RUN))
                .queryParam(name, value)
                .build()
                .encode()
                .toUriString();

        JsonNode problem = problem(operation.method(), uri);

        assertThat(problem.at("/errors/0/pointer").asText()).as("%s", problem).isEqualTo(name);
        assertThat(problem.at("/errors/0/code").asText()).isNotEmpty();
    }

    private static final long RUN = WORLD.once(ROOM, java.time.Instant.parse("2080-01-01T00:00:00Z"), "parameters");

    private JsonNode problem(HttpMethod method, String uri) {
        return as("hq").method(method)
                .uri(URI.create("http://127.0.0.1:" + port + uri))
                .header("Idempotency-Key", key())
                .header("If-Match", "\"0\"")
                .exchange()
                .expectStatus()
                .is4xxClientError()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static String path(Operation operation, String name, String value) {
        String spoiled = operation.path().replace("{" + name + "}", value);
        return new Operation(operation.method(), spoiled).uri(RUN);
    }

    private static Stream<JsonNode> parameters(Operation operation, String in) {
        return StreamSupport.stream(
                        Description.node(operation).path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals(in));
    }
}
