package io.roomcast.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** What {@code /config} shows and changes. */
final class Config {
    private final long botId;
    private volatile long port;
    private volatile String botName = "Iris";
    private volatile String endpoint = "";
    private volatile long pollingMillis = 100;
    private volatile long sendMillis = 50;

    Config(long botId) {
        this.botId = botId;
    }

    /** The port at which it answers; another that is set is Iris's at its next start. */
    void answersAt(int port) {
        this.port = port;
    }

    /** @param detected whether Iris knows its account; else its id is 0 */
    Map<String, Object> show(boolean detected) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("bot_name", botName);
        shown.put("bot_http_port", port);
        shown.put("web_server_endpoint", endpoint);
        shown.put("db_polling_rate", pollingMillis);
        shown.put("message_send_rate", sendMillis);
        shown.put("bot_id", detected ? botId : 0);
        return shown;
    }

    /** @throws IllegalArgumentException for an unknown setting, an unknown field or a value of the wrong kind */
    void change(String setting, JsonNode body) {
        switch (setting) {
            case "endpoint" -> endpoint = only(body, "endpoint", Strictly::text);
            case "botname" -> botName = only(body, "botname", Strictly::text);
            case "dbrate" -> pollingMillis = only(body, "rate", Strictly::number);
            case "sendrate" -> sendMillis = only(body, "rate", Strictly::number);
            case "botport" -> port = only(body, "port", Strictly::number);
            default -> throw new IllegalArgumentException("Unknown config: " + setting);
        }
    }

    private static <T> T only(JsonNode body, String field, BiFunction<JsonNode, String, T> reading) {
        Strictly.only(body, Set.of(field));
        return reading.apply(body, field);
    }

    /** Where every new row is posted to; empty for nowhere. */
    String endpoint() {
        return endpoint;
    }

    String botName() {
        return botName;
    }

    Duration polling() {
        return Duration.ofMillis(pollingMillis);
    }

    Duration sendPause() {
        return Duration.ofMillis(sendMillis);
    }
}
