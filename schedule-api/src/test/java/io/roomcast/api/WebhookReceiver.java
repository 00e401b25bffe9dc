package io.roomcast.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The other side of webhooks: keeps what it gets, and answers 204 unless told otherwise. */
public final class WebhookReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> request.receive()
                    .aggregate()
                    .asString()
                    .doOnNext(body -> calls.add(new Call(
                            request.requestHeaders().get("webhook-id"),
                            request.requestHeaders().get("webhook-timestamp"),
                            request.requestHeaders().get("webhook-signature"),
                            body)))
                    .then(response.status(answers.isEmpty() ? 204 : answers.remove())
                            .header("Location", "http://127.0.0.1:1/")
                            .send()))
            .bindNow();

    public record Call(String id, String timestamp, String signature, String body) {
        public JsonNode payload() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String type() {
            return payload().path("type").asText();
        }

        String kind() {
            return payload().path("data").path("kind").asText();
        }

        /** As a receiver does it, with the standard's own library. */
        public void verify(String secret) throws EmptyWebhookSecretException, WebhookVerificationException {
            verify(secret, body);
        }

        public void verify(String secret, String received)
                throws EmptyWebhookSecretException, WebhookVerificationException {
            new Webhook(secret)
                    .verify(
                            received,
                            Map.of(
                                    "webhook-id", List.of(id),
                                    "webhook-timestamp", List.of(timestamp),
                                    "webhook-signature", List.of(signature)));
        }
    }

    /** Once, in place of 204. */
    public void answer(int status) {
        answers.add(status);
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
