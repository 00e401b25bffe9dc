package io.roomcast.dispatch.gateway.iris;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.roomcast.dispatch.gateway.Delivery;
import java.util.Map;
import java.util.Objects;

/**
 * Whether a row of {@code chat_logs} shows a delivery.
 *
 * <p>Types: 1 text, 2 one photo, 27 and 71 several. A row of several photos lists them in its attachment, under
 * {@code imageUrls} or {@code C.THL} by version; where it lists none, the type alone decides.
 */
final class IrisRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "1";
    private static final String PHOTO = "2";
    private static final String PHOTOS = "27";
    private static final String PHOTOS_NEW = "71";

    private IrisRows() {}

    static boolean shows(Map<String, String> row, Delivery delivery) {
        String type = row.getOrDefault("type", "");
        if (delivery instanceof Delivery.Text text) {
            return type.equals(TEXT) && Objects.equals(row.get("message"), text.text());
        }
        int expected = ((Delivery.Images) delivery).images().size();
        if (expected == 1) {
            return type.equals(PHOTO);
        }
        return (type.equals(PHOTOS) || type.equals(PHOTOS_NEW)) && mayHold(row.get("attachment"), expected);
    }

    private static boolean mayHold(@org.jspecify.annotations.Nullable String attachment, int expected) {
        if (attachment == null) {
            return true;
        }
        try {
            JsonNode root = JSON.readTree(attachment);
            JsonNode listed = root.has("imageUrls")
                    ? root.path("imageUrls")
                    : root.path("C").path("THL");
            return !listed.isArray() || listed.size() == expected;
        } catch (JsonProcessingException e) {
            return true;
        }
    }
}
