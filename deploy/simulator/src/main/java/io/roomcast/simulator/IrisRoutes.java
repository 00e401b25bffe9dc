package io.roomcast.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;

/** Iris's endpoints and, under {@code /simulator}, those of the simulator itself. */
final class IrisRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> SUCCESS = Map.of("success", true, "message", "success");
    private static final String LAST_LOGS =
            "SELECT _id, chat_id, user_id, message, created_at FROM chat_logs ORDER BY _id DESC LIMIT 50";
    private static final String ALL_MESSAGES =
            "SELECT _id, type, chat_id, user_id, message, attachment, created_at FROM chat_logs ORDER BY _id DESC LIMIT 500";

    private final Phone phone;

    private interface Handler {
        Object handle(JsonNode body) throws Exception;
    }

    /** {@code echo}: whether the room will show what this call brings; asked for its state, whether the phone sees any. */
    private interface EchoHandler {
        Object handle(JsonNode body, boolean echo) throws Exception;
    }

    IrisRoutes(Phone phone) {
        this.phone = phone;
    }

    void add(HttpServerRoutes routes) {
        routes.post("/reply", (request, response) -> iris(request, response, this::reply));
        routes.post("/query", (request, response) -> iris(request, response, this::query));
        routes.post("/decrypt", (request, response) -> iris(request, response, IrisRoutes::decrypt));
        routes.get(
                "/config",
                (request, response) ->
                        iris(request, response, (body, echo) -> phone.config().show(echo)));
        routes.post(
                "/config/{setting}",
                (request, response) -> iris(request, response, body -> {
                    phone.config().change(String.valueOf(request.param("setting")), body);
                    return SUCCESS;
                }));
        routes.get("/dashboard/status", (request, response) -> iris(request, response, (body, echo) -> status(echo)));
        routes.ws("/ws", (in, out) -> out.sendString(phone.observer().frames()));
        addControl(routes);
    }

    private void addControl(HttpServerRoutes routes) {
        routes.get(
                "/simulator",
                (request, response) -> response.header("Content-Type", "text/html; charset=utf-8")
                        .sendString(Mono.fromCallable(IrisRoutes::page).subscribeOn(Schedulers.boundedElastic())));
        routes.get(
                "/simulator/messages",
                (request, response) -> json(request, response, body -> phone.query(ALL_MESSAGES, List.of())));
        routes.get(
                "/simulator/journal",
                (request, response) ->
                        json(request, response, body -> phone.journal().entries()));
        routes.get("/simulator/images/{name}", this::image);
        routes.post(
                "/simulator/faults",
                (request, response) -> json(request, response, body -> {
                    phone.faults().add(JSON.treeToValue(body, Fault.class));
                    return SUCCESS;
                }));
        routes.get(
                "/simulator/faults",
                (request, response) -> json(
                        request, response, body -> Map.of("used", phone.faults().used())));
        routes.delete(
                "/simulator/faults",
                (request, response) -> json(request, response, body -> {
                    phone.faults().clear();
                    return SUCCESS;
                }));
        routes.post(
                "/simulator/rooms/{room}/messages",
                (request, response) -> json(request, response, body -> {
                    long room = Long.parseLong(String.valueOf(request.param("room")));
                    phone.receive(
                            room,
                            body.required("user").asLong(),
                            body.required("message").asText());
                    return SUCCESS;
                }));
    }

    private Object reply(JsonNode body, boolean echo) {
        phone.accept(Reply.parse(body), echo);
        return SUCCESS;
    }

    private Object query(JsonNode body) throws SQLException {
        Strictly.only(body, Set.of("query", "bind"));
        var bind = new ArrayList<String>();
        body.path("bind").forEach(value -> bind.add(value.asText()));
        return Map.of(
                "data",
                phone.query(body.required("query").asText(), bind).stream()
                        .map(IrisRoutes::readable)
                        .toList());
    }

    /** Iris decrypts message and attachment only in rows that hold {@code v}; without it the cipher comes out. */
    private static Map<String, @Nullable String> readable(Map<String, @Nullable String> row) {
        if (row.containsKey("v")) {
            return row;
        }
        var cipher = new LinkedHashMap<>(row);
        for (String column : List.of("message", "attachment")) {
            cipher.computeIfPresent(
                    column, (name, text) -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }
        return cipher;
    }

    /** Nothing is encrypted here: the text is taken for its own cipher. */
    private static Object decrypt(JsonNode body) {
        Strictly.only(body, Set.of("enc", "b64_ciphertext", "user_id"));
        byte[] text = Base64.getDecoder().decode(body.required("b64_ciphertext").asText());
        return Map.of("plain_text", new String(text, StandardCharsets.UTF_8));
    }

    private Object status(boolean observing) throws SQLException {
        return Map.of(
                "isObserving",
                observing,
                "statusMessage",
                observing ? "Observing database" : "Not observing database",
                "lastLogs",
                phone.query(LAST_LOGS, List.of()));
    }

    private Mono<Void> image(HttpServerRequest request, HttpServerResponse response) {
        String name = String.valueOf(request.param("name"));
        Path file = phone.image(name);
        if (!name.matches("[0-9a-f]{64}") || !Files.exists(file)) {
            return response.sendNotFound().then();
        }
        return response.sendFile(file).then();
    }

    /** As Iris answers; a fault that fits the call comes between. */
    private Mono<Void> iris(HttpServerRequest request, HttpServerResponse response, Handler handler) {
        return iris(request, response, (body, echo) -> handler.handle(body));
    }

    private Mono<Void> iris(HttpServerRequest request, HttpServerResponse response, EchoHandler handler) {
        return body(request).publishOn(Schedulers.boundedElastic()).flatMap(text -> {
            try {
                JsonNode body = parse(text);
                Optional<Fault> fault = phone.faults()
                        .next("/" + request.path(), body.path("room").asLong());
                boolean echo =
                        fault.filter(it -> it.kind() == Fault.Kind.NO_ECHO).isEmpty();
                Mono<Object> work = Mono.fromCallable(() -> handler.handle(body, echo));
                return fault.map(it -> faulty(response, it, work))
                        .orElseGet(() -> answer(response, work))
                        .onErrorResume(Exception.class, failure -> failure(response, failure));
            } catch (JsonProcessingException e) {
                return failure(response, e);
            }
        });
    }

    private static Mono<Void> answer(HttpServerResponse response, Mono<Object> work) {
        return work.flatMap(body -> send(response, 200, body));
    }

    private static Mono<Void> faulty(HttpServerResponse response, Fault fault, Mono<Object> work) {
        long millis = fault.millis() == null ? 1_000 : fault.millis();
        return switch (fault.kind()) {
            case SLOW ->
                Mono.delay(Duration.ofMillis(millis), Schedulers.boundedElastic())
                        .then(answer(response, work));
            case HANG -> work.then(Mono.never());
            case ERROR -> failure(response, new IllegalStateException("Simulated failure"));
            case TOO_MANY_REQUESTS ->
                send(
                        response.header("Retry-After", Long.toString((millis + 999) / 1_000)),
                        429,
                        Map.of("status", false));
            case GARBAGE ->
                work.then(response.status(200)
                        .sendString(Mono.just("<html>not json"))
                        .then());
            case DROP_BEFORE_ACCEPT -> drop(response);
            case DROP_AFTER_ACCEPT -> work.then(Mono.defer(() -> drop(response)));
            case HALT_AFTER_ACCEPT ->
                work.doOnNext(accepted -> Runtime.getRuntime().halt(1)).then();
            case ENDLESS -> work.then(HugeAnswers.plain(response));
            case GZIP_BOMB -> work.then(HugeAnswers.gzip(response));
            case NO_ECHO -> answer(response, work);
        };
    }

    private static Mono<Void> json(HttpServerRequest request, HttpServerResponse response, Handler handler) {
        return body(request).publishOn(Schedulers.boundedElastic()).flatMap(text -> {
            try {
                return send(response, 200, handler.handle(parse(text)));
            } catch (Exception e) {
                return failure(response, e);
            }
        });
    }

    private static JsonNode parse(String text) throws JsonProcessingException {
        return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
    }

    private static Mono<String> body(HttpServerRequest request) {
        return request.receive().aggregate().asString(StandardCharsets.UTF_8).defaultIfEmpty("");
    }

    /** What Iris makes of any exception. */
    private static Mono<Void> failure(HttpServerResponse response, Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return send(response, 500, Map.of("status", false, "message", message));
    }

    private static Mono<Void> drop(HttpServerResponse response) {
        response.withConnection(connection -> connection.channel().close());
        return Mono.never();
    }

    private static Mono<Void> send(HttpServerResponse response, int status, @Nullable Object body) {
        try {
            String text = JSON.writeValueAsString(body);
            return response.status(status)
                    .header("Content-Type", "application/json")
                    .sendString(Mono.just(text))
                    .then();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page() throws IOException {
        try (var in = IrisRoutes.class.getResourceAsStream("/simulator.html")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
