package io.roomcast.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code /config} shows and changes. */
final class Config {
    private final long botId;
    private final int port;
    private volatile String botName = "Iris";
    private volatile String endpoint = "";
    private volatile long pollingMillis = 100;
    private volatile long sendMillis = 50;

    Config(long botId, int port) {
        this.botId = botId;
        this.port = port;
    }

    Map<String, Object> show() {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("bot_name", botName);
        shown.put("bot_http_port", port);
        shown.put("web_server_endpoint", endpoint);
        shown.put("db_polling_rate", pollingMillis);
        shown.put("message_send_rate", sendMillis);
        shown.put("bot_id", botId);
        return shown;
    }

    /** @throws IllegalArgumentException for an unknown setting or a value of the wrong kind */
    void change(String setting, JsonNode body) {
        switch (setting) {
            case "endpoint" -> endpoint = body.required("endpoint").asText();
            case "botname" -> botName = body.required("botname").asText();
            case "dbrate" -> pollingMillis = positive(body, "rate");
            case "sendrate" -> sendMillis = positive(body, "rate");
            case "botport" -> positive(body, "port");
            default -> throw new IllegalArgumentException("Unknown config: " + setting);
        }
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

    private static long positive(JsonNode body, String field) {
        long value = body.required(field).asLong(-1);
        if (value < 0) {
            throw new IllegalArgumentException("Field '" + field + "' must be a number, at least 0");
        }
        return value;
    }
}
