package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** docs/openapi.json, and whether what the service answers is described in it. */
final class Description {
    private static final JsonNode TREE = read();
    private static final List<PathPattern> PATHS = names(TREE.path("paths"))
            .map(PathPatternParser.defaultInstance::parse)
            .sorted(Comparator.naturalOrder())
            .toList();

    private Description() {}

    /** Fails a request whose answer has a status that the description of its operation does not have. */
    static ExchangeFilterFunction checked() {
        return (request, next) -> next.exchange(request)
                .doOnNext(response -> check(request.method(), request.url(), response.statusCode()));
    }

    /** Those that take JSON. */
    static Stream<Operation> withBodies() {
        return operations()
                .filter(operation ->
                        node(operation).path("requestBody").path("content").has("application/json"));
    }

    /** The name of the schema of the JSON that it takes. */
    static String bodyOf(Operation operation) {
        return nameOf(node(operation).at("/requestBody/content/application~1json/schema"));
    }

    /** Of a schema and what stands in it, as pointers into a body; not what only answers have. */
    static Set<String> fieldsOf(String schema) {
        var fields = new TreeSet<String>();
        schema(schema).path("properties").fields().forEachRemaining(field -> {
            if (!field.getValue().path("readOnly").asBoolean()) {
                fields.add("/" + field.getKey());
                boolean many = field.getValue().path("type").asText().equals("array");
                String inner = nameOf(many ? field.getValue().path("items") : field.getValue());
                if (!inner.isEmpty()) {
                    fieldsOf(inner).forEach(each -> fields.add("/" + field.getKey() + (many ? "/0" : "") + each));
                }
            }
        });
        return fields;
    }

    /** Of a body, the same way. */
    static Set<String> fieldsIn(JsonNode body) {
        var fields = new TreeSet<String>();
        body.fields().forEachRemaining(field -> {
            fields.add("/" + field.getKey());
            fieldsIn(field.getValue()).forEach(each -> fields.add("/" + field.getKey() + each));
        });
        if (body.isArray() && !body.isEmpty()) {
            fieldsIn(body.get(0)).forEach(each -> fields.add("/0" + each));
        }
        return fields;
    }

    private static JsonNode schema(String name) {
        return TREE.path("components").path("schemas").path(name);
    }

    /** Empty where it is none of the named ones. */
    private static String nameOf(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    static JsonNode node(Operation operation) {
        return TREE.path("paths")
                .path(operation.path())
                .path(operation.method().name().toLowerCase(Locale.ROOT));
    }

    static List<String> parameters(Operation operation) {
        return node(operation).path("parameters").findValuesAsText("name");
    }

    static Optional<Operation> operation(HttpMethod method, URI uri) {
        return PATHS.stream()
                .filter(path -> path.matches(PathContainer.parsePath(uri.getPath())))
                .findFirst()
                .map(path -> new Operation(method, path.getPatternString()))
                .filter(operation -> !node(operation).isMissingNode());
    }

    static Stream<Operation> operations() {
        return names(TREE.path("paths"))
                .flatMap(path -> names(TREE.path("paths").path(path))
                        .map(method -> new Operation(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path)));
    }

    private static void check(HttpMethod method, URI uri, HttpStatusCode status) {
        operation(method, uri)
                .ifPresent(operation -> assertThat(
                                node(operation).path("responses").path(Integer.toString(status.value())))
                        .as("%s %s is described as an answer of %s", status, uri, operation)
                        .isNotEmpty());
    }

    private static Stream<String> names(JsonNode node) {
        return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false);
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of(System.getProperty("roomcast.root"), "docs/openapi.json")
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
