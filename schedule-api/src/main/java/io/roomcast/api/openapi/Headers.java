package io.roomcast.api.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Headers without which a change is refused; the handlers take them as optional, to refuse in their own words. */
@Component
class Headers implements OpenApiCustomizer {
    static final String IF_MATCH = "If-Match";

    private static final Set<String> REQUIRED = Set.of(IF_MATCH, "Idempotency-Key");

    @Override
    public void customise(OpenAPI description) {
        description.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(List::stream)
                .flatMap(operation ->
                        Stream.ofNullable(operation.getParameters()).flatMap(List::stream))
                .filter(parameter -> Objects.equals(parameter.getIn(), "header"))
                .filter(parameter -> REQUIRED.contains(parameter.getName()))
                .forEach(parameter -> parameter.setRequired(true));
    }
}
