package io.roomcast.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The phone over its wire, as the protocol's page has it. */
class PhoneTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private Phone phone;

    @BeforeEach
    void start() {
        phone = Phone.start(PhoneSettings.of(folder, 0));
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    @Test
    void successIsAnsweredBeforeAnythingIsSentAndTheRoomShowsItLater() throws Exception {
        var answer = post("/reply", "{\"type\":\"text\",\"room\":\"18219201472247343\",\"data\":\"hello\"}");

        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree("{\"success\":true,\"message\":\"success\"}"));
        await("the room shows it")
                .atMost(SOON)
                .until(() -> rows("18219201472247343").size() == 1);
        JsonNode row = rows("18219201472247343").get(0);
        assertThat(row.path("message").asText()).isEqualTo("hello");
        assertThat(row.path("type").asText()).isEqualTo("1");
        assertThat(row.path("user_id").asText()).isEqualTo("4200000001");
        assertThat(row.path("v").asText()).contains("WRITE");
    }

    /** One place for the whole phone: of three at once the first is sent, and of the others the newest. */
    @Test
    void theQueueKeepsOnlyTheNewest() throws Exception {
        for (String text : List.of("first", "lost", "newest")) {
            phone.accept(
                    Reply.parse(JSON.readTree("{\"type\":\"text\",\"room\":\"7\",\"data\":\"" + text + "\"}")), true);
        }

        await("two arrive").atMost(SOON).until(() -> rows("7").size() == 2);
        assertThat(rows("7").findValuesAsText("message")).containsExactly("first", "newest");
        assertThat(phone.journal().entries().stream()
                        .filter(entry -> entry.event().equals("accepted")))
                .hasSize(3);
    }

    @Test
    void everyErrorIs500WithStatusFalse() throws Exception {
        for (String body : List.of(
                "not json",
                "{\"type\":\"text\",\"room\":\"seven\",\"data\":\"x\"}",
                "{\"type\":\"text\",\"room\":\"7\"}",
                "{\"type\":\"text\",\"room\":\"7\",\"data\":\"x\",\"extra\":1}",
                "{\"type\":\"image\",\"room\":\"7\",\"data\":\"eA==\",\"threadId\":\"1\"}",
                "{\"type\":\"text\",\"room\":\"7\",\"data\":\"x\",\"threadId\":1}",
                "{\"type\":\"song\",\"room\":\"7\",\"data\":\"x\"}")) {
            var answer = post("/reply", body);
            assertThat(answer.statusCode()).as(body).isEqualTo(500);
            assertThat(JSON.readTree(answer.body()).path("status").asBoolean(true))
                    .isFalse();
            assertThat(JSON.readTree(answer.body()).path("message").asText()).isNotEmpty();
        }
        assertThat(post("/query", "{\"query\":\"SELECT nonsense\"}").statusCode())
                .isEqualTo(500);
        assertThat(post("/query", "{\"query\":\"SELECT 1\",\"queries\":[]}").statusCode())
                .isEqualTo(500);
        for (String body : List.of("{\"rate\":\"x\"}", "{}", "{\"rate\":1,\"more\":1}", "{\"rate\":-1}")) {
            assertThat(post("/config/sendrate", body).statusCode()).as(body).isEqualTo(500);
        }
        assertThat(post("/config/botname", "{\"botname\":7}").statusCode()).isEqualTo(500);
        assertThat(post("/config/nothing", "{}").statusCode()).isEqualTo(500);
        assertThat(post("/nothing", "{}").statusCode()).isEqualTo(404);
        assertThat(phone.journal().entries()).isEmpty();
    }

    @Test
    void messagesAreReadableOnlyTogetherWithV() throws Exception {
        phone.receive(7, 9, "secret");

        JsonNode without =
                data("SELECT message FROM chat_logs WHERE chat_id=?", "7").get(0);
        JsonNode with =
                data("SELECT message, v FROM chat_logs WHERE chat_id=?", "7").get(0);

        assertThat(without.path("message").asText()).isNotEqualTo("secret");
        assertThat(with.path("message").asText()).isEqualTo("secret");
    }

    @Test
    void configAndStatusAreAsIrisShowsThem() throws Exception {
        JsonNode config = JSON.readTree(get("/config").body());

        assertThat(config.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "bot_name",
                        "bot_http_port",
                        "web_server_endpoint",
                        "db_polling_rate",
                        "message_send_rate",
                        "bot_id");
        assertThat(post("/config/sendrate", "{\"rate\":200}").statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(get("/config").body())
                        .path("message_send_rate")
                        .asInt())
                .isEqualTo(200);
        assertThat(config.path("bot_http_port").asInt()).isEqualTo(phone.port());
        assertThat(post("/config/botport", "{\"port\":3001}").statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(get("/config").body()).path("bot_http_port").asInt())
                .isEqualTo(3001);
        JsonNode status = JSON.readTree(get("/dashboard/status").body());
        assertThat(status.path("isObserving").asBoolean()).isTrue();
        assertThat(status.path("statusMessage").asText()).isEqualTo("Observing database");
        assertThat(JSON.readTree(post("/decrypt", "{\"enc\":31,\"b64_ciphertext\":\"aGk=\",\"user_id\":1}")
                                .body())
                        .path("plain_text")
                        .asText())
                .isEqualTo("hi");
        assertThat(get("/aot").statusCode()).isEqualTo(404);
    }

    @Test
    void newRowsComeOverTheSocket() throws Exception {
        var frames = new CopyOnWriteArrayList<String>();
        WebSocket socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + phone.port() + "/ws"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        frames.add(text.toString());
                        from.request(1);
                        return null;
                    }
                })
                .join();

        await("a frame").atMost(SOON).pollInterval(Duration.ofMillis(200)).until(() -> {
            phone.receive(7, 9, "hi");
            return !frames.isEmpty();
        });
        JsonNode frame = JSON.readTree(frames.get(0));
        assertThat(frame.fieldNames()).toIterable().containsExactlyInAnyOrder("msg", "room", "sender", "json");
        assertThat(frame.path("msg").asText()).isEqualTo("hi");
        assertThat(frame.path("room").asText()).isEqualTo("톡방 7");
        assertThat(frame.path("json").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "_id",
                        "id",
                        "type",
                        "chat_id",
                        "user_id",
                        "message",
                        "attachment",
                        "created_at",
                        "deleted_at",
                        "client_message_id",
                        "prev_id",
                        "referer",
                        "supplement",
                        "v");
        assertThat(frame.path("json"))
                .allSatisfy(value -> assertThat(value.isTextual()).isTrue());
        assertThat(JSON.readTree(frame.at("/json/v").asText()).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "notDecoded",
                        "origin",
                        "c",
                        "modifyRevision",
                        "isSingleDefaultEmoticon",
                        "defaultEmoticonsCount",
                        "isMine",
                        "enc");
        socket.abort();
    }

    /** A share intent works on the phone's screen: whatever is sent meanwhile fails, although it was accepted. */
    @Test
    void whatFollowsAnImageTooQuicklyFails() throws Exception {
        post("/reply", "{\"type\":\"image\",\"room\":\"7\",\"data\":\"AAAA\"}");
        var tooSoon = post("/reply", "{\"type\":\"text\",\"room\":\"8\",\"data\":\"too soon\"}");
        assertThat(tooSoon.statusCode()).isEqualTo(200);
        await("the image").atMost(SOON).until(() -> rows("7").size() == 1);

        post("/reply", "{\"type\":\"text\",\"room\":\"8\",\"data\":\"in time\"}");

        await("the second text").atMost(SOON).until(() -> rows("8").size() == 1);
        assertThat(rows("8").findValuesAsText("message")).containsExactly("in time");
        assertThat(phone.journal().entries())
                .filteredOn(entry -> entry.event().equals("failed"))
                .extracting(Journal.Entry::text)
                .containsExactly("too soon");
    }

    @Test
    void newRowsArePostedToTheWebServerOnce() throws Exception {
        var posted = new CopyOnWriteArrayList<String>();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/hook", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            // An error: it is not tried again.
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.start();
        String hook = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        post("/config/endpoint", "{\"endpoint\":\"" + hook + "\"}");

        phone.receive(7, 9, "one");
        phone.receive(7, 9, "two");

        await("both").atMost(SOON).until(() -> posted.size() == 2);
        assertThat(posted).anyMatch(frame -> frame.contains("\"msg\":\"one\""));
        assertThat(posted).anyMatch(frame -> frame.contains("\"msg\":\"two\""));
        server.stop(0);
    }

    /** Its buffers full, a listener that does not read stops the polling, for those that do read, too. */
    @Test
    void aSlowListenerStallsEverybodyElses() throws Exception {
        int rows = 1_500;
        String large = "x".repeat(20_000);
        var seen = new AtomicInteger();
        WebSocket quick = listen(seen);
        try (var slow = new Socket()) {
            slow.setReceiveBufferSize(4_096);
            slow.connect(new InetSocketAddress("127.0.0.1", phone.port()));
            slow.getOutputStream().write("""
                            GET /ws HTTP/1.1\r
                            Host: phone\r
                            Upgrade: websocket\r
                            Connection: Upgrade\r
                            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                            Sec-WebSocket-Version: 13\r
                            \r
                            """.getBytes(StandardCharsets.US_ASCII));
            assertThat((char) slow.getInputStream().read()).isEqualTo('H');

            for (int i = 0; i < rows; i++) {
                phone.receive(7, 9, large);
            }

            await("a standstill").atMost(SOON).until(() -> {
                int stood = settled(seen);
                return stood > 0 && stood < rows;
            });
        }
        await("going on").atMost(Duration.ofSeconds(30)).until(() -> seen.get() == rows);
        quick.abort();
    }

    /** The number once it has stood still for half a second. */
    private static int settled(AtomicInteger number) {
        var last = new AtomicInteger(-1);
        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> last.getAndSet(number.get()) == number.get());
        return number.get();
    }

    private WebSocket listen(AtomicInteger seen) {
        return HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + phone.port() + "/ws"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        if (last) {
                            seen.incrementAndGet();
                        }
                        from.request(1);
                        return null;
                    }
                })
                .join();
    }

    /** Faults are for every path of Iris, not for sending alone. */
    @Test
    void anyPathCanBeFaulty() throws Exception {
        phone.faults().add(new Fault(Fault.Kind.TOO_MANY_REQUESTS, "/config", null, 1, null));
        phone.faults().add(new Fault(Fault.Kind.GARBAGE, "/query", null, 1, null));
        phone.faults().add(new Fault(Fault.Kind.DROP_BEFORE_ACCEPT, "/decrypt", null, 1, null));

        assertThat(get("/config").statusCode()).isEqualTo(429);
        assertThat(post("/query", "{\"query\":\"SELECT 1\"}").body()).startsWith("<html>");
        String cipher = "{\"enc\":31,\"b64_ciphertext\":\"aGk=\",\"user_id\":1}";
        assertThatThrownBy(() -> post("/decrypt", cipher)).isInstanceOf(IOException.class);
        assertThat(get("/config").statusCode()).isEqualTo(200);
        assertThat(post("/decrypt", cipher).body()).contains("hi");
    }

    @Test
    void theJournalAndTheRoomSurviveARestart() throws Exception {
        post("/reply", "{\"type\":\"text\",\"room\":\"7\",\"data\":\"kept\"}");
        await("shown").atMost(SOON).until(() -> rows("7").size() == 1);
        phone.close();

        phone = Phone.start(PhoneSettings.of(folder, 0));

        assertThat(rows("7")).hasSize(1);
        assertThat(phone.journal().entries())
                .extracting(Journal.Entry::event)
                .containsExactly("accepted", "delivered", "restarted");
    }

    private JsonNode rows(String room) throws IOException, InterruptedException {
        return data("SELECT * FROM chat_logs WHERE chat_id=? ORDER BY _id", room);
    }

    private JsonNode data(String sql, String bind) throws IOException, InterruptedException {
        String body = JSON.createObjectNode()
                .put("query", sql)
                .set("bind", JSON.createArrayNode().add(bind))
                .toString();
        return JSON.readTree(post("/query", body).body()).path("data");
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(phone.endpoint() + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(phone.endpoint() + path)).build(), BodyHandlers.ofString());
    }
}
