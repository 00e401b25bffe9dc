package io.roomcast.api.openapi;

import io.roomcast.api.problem.ProblemKind;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Says with which problem details an operation may be refused: each status once, with the codes that it stands for. */
@Component
class Refusals implements OpenApiCustomizer {
    private static final String PROBLEM = "Problem";
    private static final String FIELD = "FieldProblem";

    private static final Set<HttpStatus> EVERYWHERE = Set.of(
            HttpStatus.BAD_REQUEST,
            HttpStatus.NOT_ACCEPTABLE,
            HttpStatus.UNPROCESSABLE_ENTITY,
            HttpStatus.TOO_MANY_REQUESTS,
            HttpStatus.INTERNAL_SERVER_ERROR,
            HttpStatus.SERVICE_UNAVAILABLE);

    @Override
    public void customise(OpenAPI description) {
        Components components = description.getComponents();
        components.addSchemas(FIELD, fieldProblem());
        components.addSchemas(PROBLEM, problem());
        description
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> statuses(method, path, operation)
                                .forEach(status -> {
                                    components.addResponses(status.name(), response(status));
                                    operation
                                            .getResponses()
                                            .addApiResponse(
                                                    Integer.toString(status.value()),
                                                    new ApiResponse().$ref(status.name()));
                                })));
    }

    private static Set<HttpStatus> statuses(HttpMethod method, String path, Operation operation) {
        var statuses = new TreeSet<>(EVERYWHERE);
        if (!Access.isOpen(path)) {
            statuses.addAll(List.of(HttpStatus.FORBIDDEN, HttpStatus.NOT_FOUND));
        }
        statuses.add(HttpStatus.UNAUTHORIZED);
        // A file may not be written yet.
        if (method != HttpMethod.GET || path.endsWith("/file")) {
            statuses.add(HttpStatus.CONFLICT);
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(List.of(HttpStatus.PAYLOAD_TOO_LARGE, HttpStatus.UNSUPPORTED_MEDIA_TYPE));
        }
        if (takes(operation, Headers.IF_MATCH)) {
            statuses.addAll(List.of(HttpStatus.PRECONDITION_FAILED, HttpStatus.PRECONDITION_REQUIRED));
        }
        return statuses;
    }

    private static boolean takes(Operation operation, String header) {
        return Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
                .anyMatch(parameter -> parameter.getName().equals(header));
    }

    private static ApiResponse response(HttpStatus status) {
        String codes = Arrays.stream(ProblemKind.values())
                .filter(kind -> kind.status() == status)
                .map(kind -> kind.code() + ": " + kind.title(false))
                .collect(Collectors.joining("; "));
        return new ApiResponse()
                .description(codes)
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new MediaType().schema(new Schema<>().$ref(PROBLEM))));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("A problem detail of RFC 9457")
                .addProperty("type", new StringSchema().format("uri"))
                .addProperty("title", new StringSchema().description("In the caller's language, for people"))
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("What it is this time, and until when"))
                .addProperty("instance", new StringSchema().format("uri"))
                .addProperty("code", new StringSchema().description("Stable, for programs"))
                .addProperty(
                        "traceId",
                        new StringSchema()
                                .pattern("[0-9a-f]{32}")
                                .description(
                                        "That of traceparent, where it was given; what is the server's own fault is in its log under it"))
                .addProperty(
                        "errors",
                        new ArraySchema().items(new Schema<>().$ref(FIELD)).description("Each field that is not right"))
                .required(List.of("type", "title", "status", "code"));
    }

    private static Schema<?> fieldProblem() {
        return new ObjectSchema()
                .addProperty(
                        "pointer",
                        new StringSchema()
                                .description("JSON pointer into the body, or the name of a header or parameter"))
                .addProperty("code", new StringSchema().description("Stable, for programs"))
                .addProperty("detail", new StringSchema().description("The rule, in words"))
                .required(List.of("pointer", "code", "detail"));
    }
}
