package io.roomcast.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.standalone.Http;
import io.roomcast.standalone.Services;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The API as a patient client uses it: what has no definite answer is asked again, with the same key. */
final class Api {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI base;
    private final BooleanSupplier patient;
    private volatile String token = "";

    /** @param status 0: no definite answer */
    record Answer(int status, JsonNode body) {
        boolean isGood() {
            return status / 100 == 2;
        }
    }

    /** @param patient whether it is still worth while to ask again */
    Api(int port, BooleanSupplier patient) {
        this.base = Services.local(port, "");
        this.patient = patient;
    }

    /** The header of the caller, as of the last answer. */
    String authorization() {
        return "Bearer " + token;
    }

    Answer get(String path) {
        return untilDefinite(request(path).GET());
    }

    Answer post(String path, JsonNode body, String key) {
        HttpRequest.Builder request = json(path).POST(BodyPublishers.ofString(body.toString()));
        return untilDefinite(key.isEmpty() ? request : request.header("Idempotency-Key", key));
    }

    Answer put(String path, JsonNode body, int version) {
        return untilDefinite(
                json(path).header("If-Match", "\"" + version + "\"").PUT(BodyPublishers.ofString(body.toString())));
    }

    Answer upload(String fileName, byte[] bytes) {
        return untilDefinite(form(fileName, bytes));
    }

    /** Asks once. */
    Answer uploadOnce(String fileName, byte[] bytes) throws IOException {
        return once(form(fileName, bytes));
    }

    /** Asks once. Whether the answer is to come back later: nothing was done. */
    boolean isRefusedForNow(String path, JsonNode body) {
        try {
            return once(json(path).POST(BodyPublishers.ofString(body.toString())))
                            .status()
                    == 503;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpRequest.Builder form(String fileName, byte[] bytes) {
        String head = "--form\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: image/png\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofByteArray(bytes),
                BodyPublishers.ofString("\r\n--form--\r\n"));
        return request("/api/images")
                .header("Content-Type", "multipart/form-data; boundary=form")
                .POST(body);
    }

    private Answer untilDefinite(HttpRequest.Builder request) {
        while (patient.getAsBoolean()) {
            try {
                Answer answer = once(request);
                if (isDefinite(answer)) {
                    return answer;
                }
            } catch (IOException notNow) {
                // Asked again below.
            }
            rest();
        }
        return new Answer(0, Http.JSON.nullNode());
    }

    private static boolean isDefinite(Answer answer) {
        return answer.status() / 100 != 5 && answer.status() != 429;
    }

    private Answer once(HttpRequest.Builder request) throws IOException {
        Answer answer = send(request.setHeader("Authorization", authorization()));
        if (answer.status() == 401 && logIn()) {
            answer = send(request.setHeader("Authorization", authorization()));
        }
        return answer;
    }

    private boolean logIn() throws IOException {
        var body = Http.JSON
                .createObjectNode()
                .put("loginId", Services.BOOTSTRAP_LOGIN)
                .put("password", Services.DEMO_PASSWORD);
        Answer answer = send(json("/api/auth/login").POST(BodyPublishers.ofString(body.toString())));
        token = answer.body().path("accessToken").asText();
        return answer.isGood();
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            var response = client.send(request.timeout(ANSWER).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return Http.JSON.readTree(body.isEmpty() ? "null" : body);
        } catch (JsonProcessingException e) {
            return Http.JSON.nullNode();
        }
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
