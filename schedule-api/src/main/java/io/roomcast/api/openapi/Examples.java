package io.roomcast.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Gives each body of a request its example, from {@code examples.json}, and each parameter its own, from {@code
 * parameters.json}; the tests send them.
 */
@Component
@RequiredArgsConstructor
class Examples implements OpenApiCustomizer {
    private static final String MULTIPART = "multipart/form-data";

    private final ObjectMapper json;

    @Override
    public void customise(OpenAPI description) {
        read("examples.json").fields().forEachRemaining(example -> {
            Schema<?> schema = description.getComponents().getSchemas().get(example.getKey());
            // Where an outside issuer signs people in, there are no bodies for it here.
            if (schema != null) {
                schema.setExample(example.getValue());
            }
        });
        // Not of a class of ours: a picture as it is.
        of(description, MULTIPART).forEach(upload -> upload.setExample(Map.of("file", "@promotion.jpg")));
        JsonNode parameters = read("parameters.json");
        description
                .getPaths()
                .forEach((path, item) -> of(item).forEach(parameter -> {
                    // One that means something else on another path is named with it.
                    JsonNode own = parameters.path(parameter.getName() + " " + path);
                    parameter.setExample(own.isMissingNode() ? parameters.get(parameter.getName()) : own);
                }));
    }

    private static List<MediaType> of(OpenAPI description, String contentType) {
        return description.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .map(body -> body.getContent().get(contentType))
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Parameter> of(PathItem path) {
        return path.readOperations().stream()
                .map(Operation::getParameters)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .toList();
    }

    private JsonNode read(String file) {
        try (var in = new ClassPathResource(file, Examples.class).getInputStream()) {
            return json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
