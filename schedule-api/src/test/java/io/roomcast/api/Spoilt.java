package io.roomcast.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A good body with one field spoiled. @param pointer of that field */
record Spoilt(String name, String pointer, ObjectNode body) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode TOO_LONG = NODES.textNode("가".repeat(5_000));
    private static final JsonNode RESIDENT_NUMBER = NODES.textNode("900101-1234567");

    /** Secrets are not looked into, and who signs in is told nothing of what a login may be. */
    private static final Set<String> NO_TEXT = Set.of("password", "refreshToken", "channelId", "loginId");

    static List<Spoilt> ways(Endpoint endpoint) {
        var ways = new ArrayList<Spoilt>();
        endpoint.body()
                .fields()
                .forEachRemaining(field -> values(field.getValue())
                        .forEach((how, value) -> ways.add(of(endpoint, field.getKey(), how, value))));
        endpoint.required().forEach(field -> {
            ways.add(of(endpoint, field, ": null", NODES.nullNode()));
            ways.add(missing(endpoint, field));
        });
        endpoint.closed()
                .forEach(field -> ways.add(of(endpoint, field, ": unknown word", NODES.textNode("nonsense!"))));
        ways.add(of(endpoint, "surprise", ": unknown field", NODES.textNode("!")));
        return ways;
    }

    /** A resident registration number in each text, one after the other. */
    static List<Spoilt> withResidentNumber(Endpoint endpoint) {
        var ways = new ArrayList<Spoilt>();
        endpoint.body().fields().forEachRemaining(field -> {
            if (!NO_TEXT.contains(field.getKey())) {
                texts(field.getValue(), RESIDENT_NUMBER).forEach((where, value) -> {
                    ObjectNode body = endpoint.body().deepCopy();
                    body.set(field.getKey(), value);
                    String pointer = "/" + field.getKey() + where;
                    ways.add(new Spoilt(pointer + ": resident number", pointer, body));
                });
            }
        });
        return ways;
    }

    private static Spoilt of(Endpoint endpoint, String field, String how, JsonNode value) {
        ObjectNode body = endpoint.body().deepCopy();
        body.set(field, value);
        return new Spoilt(field + how, "/" + field, body);
    }

    private static Spoilt missing(Endpoint endpoint, String field) {
        ObjectNode body = endpoint.body().deepCopy();
        body.remove(field);
        return new Spoilt(field + ": missing", "/" + field, body);
    }

    /** What may stand in a field's place, by how it is wrong. */
    private static Map<String, JsonNode> values(JsonNode value) {
        var values = new LinkedHashMap<String, JsonNode>();
        values.put(": wrong type", wrongType(value));
        value.fields()
                .forEachRemaining(inner -> values.put(
                        "/" + inner.getKey() + ": wrong type",
                        ((ObjectNode) value.deepCopy()).set(inner.getKey(), wrongType(inner.getValue()))));
        texts(value, TOO_LONG).forEach((where, spoiled) -> values.put(where + ": too long", spoiled));
        if (value.isArray()) {
            values.put("/0: wrong type", NODES.arrayNode().add(NODES.objectNode()));
            values.put("/0: null", NODES.arrayNode().addNull());
        }
        if (value.isNumber()) {
            values.put(": negative", NODES.numberNode(-1));
            values.put(": fraction", NODES.numberNode(1.5));
            values.put(": beyond long", NODES.numberNode(new BigInteger("9".repeat(30))));
        }
        return values;
    }

    /** The value with one of its texts replaced, by where that stands in it. */
    private static Map<String, JsonNode> texts(JsonNode value, JsonNode text) {
        var found = new LinkedHashMap<String, JsonNode>();
        if (value.isTextual()) {
            found.put("", text);
        }
        if (value.isObject()) {
            value.fields()
                    .forEachRemaining(inner -> texts(inner.getValue(), text)
                            .forEach((where, spoiled) -> found.put(
                                    "/" + inner.getKey() + where,
                                    ((ObjectNode) value.deepCopy()).set(inner.getKey(), spoiled))));
        }
        if (value.isArray() && !value.isEmpty()) {
            texts(value.get(0), text)
                    .forEach((where, spoiled) ->
                            found.put("/0" + where, ((ArrayNode) value.deepCopy()).set(0, spoiled)));
        }
        return found;
    }

    private static JsonNode wrongType(JsonNode value) {
        if (value.isTextual()) {
            return NODES.arrayNode().add(NODES.objectNode());
        }
        return value.isNumber() ? NODES.textNode("many") : NODES.numberNode(7);
    }
}
