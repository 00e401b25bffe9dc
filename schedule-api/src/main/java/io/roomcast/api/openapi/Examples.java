package io.roomcast.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import lombok.RequiredArgsConstructor;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Gives each body of a request its example, from {@code examples.json}; the tests send them. */
@Component
@RequiredArgsConstructor
class Examples implements OpenApiCustomizer {
    private final ObjectMapper json;

    @Override
    public void customise(OpenAPI description) {
        examples().fields().forEachRemaining(example -> {
            Schema<?> schema = description.getComponents().getSchemas().get(example.getKey());
            // Where an outside issuer signs people in, there are no bodies for it here.
            if (schema != null) {
                schema.setExample(example.getValue());
            }
        });
    }

    private JsonNode examples() {
        try (var file = new ClassPathResource("examples.json", Examples.class).getInputStream()) {
            return json.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
