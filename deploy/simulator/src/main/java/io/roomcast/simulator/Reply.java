package io.roomcast.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** A {@code /reply} request, read as strictly as Iris reads it: unknown fields and wrong types are errors. */
record Reply(String type, long room, List<byte[]> items) {
    private static final Set<String> FIELDS = Set.of("type", "room", "data", "threadId");

    static Reply parse(JsonNode body) {
        Strictly.only(body, FIELDS);
        String type = Strictly.text(body, "type");
        long room = Long.parseLong(Strictly.text(body, "room"));
        if (body.has("threadId")) {
            checkThread(type, Strictly.text(body, "threadId"));
        }
        JsonNode data = body.path("data");
        return switch (type) {
            case "text" ->
                new Reply(type, room, List.of(Strictly.text(body, "data").getBytes(StandardCharsets.UTF_8)));
            case "image" -> new Reply(type, room, List.of(decode(data)));
            case "image_multiple" -> new Reply(type, room, decodeAll(data));
            default ->
                throw new IllegalArgumentException("ReplyType does not contain element with name '" + type + "'");
        };
    }

    boolean isText() {
        return type.equals("text");
    }

    /** KakaoTalk's message type of the row this becomes. */
    int logType() {
        if (isText()) {
            return 1;
        }
        return items.size() == 1 ? 2 : 27;
    }

    private static void checkThread(String type, String thread) {
        if (!type.equals("text")) {
            throw new IllegalArgumentException("A thread takes text only");
        }
        Long.parseLong(thread);
    }

    private static byte[] decode(JsonNode item) {
        if (!item.isTextual()) {
            throw new IllegalArgumentException("Image data must be a base64 string");
        }
        return Base64.getDecoder().decode(item.textValue());
    }

    private static List<byte[]> decodeAll(JsonNode data) {
        if (!data.isArray() || data.isEmpty()) {
            throw new IllegalArgumentException("Field 'data' must be a list of base64 strings");
        }
        var items = new ArrayList<byte[]>();
        data.forEach(item -> items.add(decode(item)));
        return items;
    }
}
