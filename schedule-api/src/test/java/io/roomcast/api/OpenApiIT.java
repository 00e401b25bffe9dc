package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/openapi.json is what the service says of itself. {@code -Droomcast.openapi.write=true} writes it anew. */
class OpenApiIT extends ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path COMMITTED = Path.of(System.getProperty("roomcast.root"), "docs/openapi.json");

    @Test
    void theCommittedDescriptionIsTheRealOne() throws IOException {
        var real = (ObjectNode) get("hq", "/api/openapi");
        // The address differs from run to run.
        real.remove("servers");
        if (Boolean.getBoolean("roomcast.openapi.write")) {
            Files.writeString(COMMITTED, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(real) + "\n");
        }

        assertThat(JSON.readTree(COMMITTED.toFile()))
                .withFailMessage(
                        "docs/openapi.json is not what the service says: -Droomcast.openapi.write=true writes it anew")
                .isEqualTo(real);
    }

    /** {@link AuthorizationIT} asks with each of them. */
    @Test
    void everyParameterHasAnExample() {
        var parameters = get("hq", "/api/openapi").path("paths").findValues("parameters");

        assertThat(parameters)
                .hasSizeGreaterThan(50)
                .allSatisfy(some -> assertThat(some)
                        .allSatisfy(parameter -> assertThat(parameter.has("example"))
                                .as(parameter.toString())
                                .isTrue()));
    }

    /** {@link AuditIT} sends each of them. */
    @Test
    void everyBodyHasAnExample() {
        var description = get("hq", "/api/openapi");
        var bodies = description.path("paths").findValues("requestBody");

        assertThat(bodies).hasSizeGreaterThan(25).allSatisfy(body -> {
            String schema = body.at("/content/application~1json/schema/$ref").asText();
            JsonNode example = schema.isEmpty()
                    ? body.path("content").elements().next().path("example")
                    : description.at(schema.substring(1)).path("example");
            assertThat(example).as(body.toString()).isNotEmpty();
        });
    }
}
