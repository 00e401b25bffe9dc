package io.roomcast.model.content;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything one occurrence sends, fixed at the moment it became due: variables are already substituted.
 *
 * @param sendIntervalSeconds pause between parts, 0 = none
 * @param mediaWaitMillis1 least stay on the first image group before the next part, 0 = as the phone is set
 * @param mediaWaitMillis2 the same for the second group
 */
public record MessageContent(
        @Nullable String text,
        List<ImageRef> images1,
        List<ImageRef> images2,
        SendOrder order,
        int sendIntervalSeconds,
        int mediaWaitMillis1,
        int mediaWaitMillis2) {
    /** Characters of a text, counted as UTF-16 units as KakaoTalk's own counter does. */
    public static final int MAX_TEXT_LENGTH = 4_000;

    public static final int MAX_IMAGES_PER_GROUP = 10;

    public MessageContent {
        images1 = List.copyOf(images1);
        images2 = List.copyOf(images2);
    }

    /** The parts in the order in which the room gets them; empty when there is nothing to send. */
    public List<PartKind> parts() {
        var images = new ArrayList<PartKind>();
        if (!images1.isEmpty()) {
            images.add(PartKind.IMAGES_1);
        }
        if (!images2.isEmpty()) {
            images.add(PartKind.IMAGES_2);
        }
        if (text == null || text.isEmpty() || order == SendOrder.IMAGES_ONLY) {
            return List.copyOf(images);
        }
        images.add(order == SendOrder.TEXT_FIRST ? 0 : images.size(), PartKind.TEXT);
        return List.copyOf(images);
    }

    /** The images of a group; empty for the text. */
    public List<ImageRef> images(PartKind kind) {
        return switch (kind) {
            case TEXT -> List.of();
            case IMAGES_1 -> images1;
            case IMAGES_2 -> images2;
        };
    }

    public int mediaWaitMillis(PartKind kind) {
        return switch (kind) {
            case TEXT -> 0;
            case IMAGES_1 -> mediaWaitMillis1;
            case IMAGES_2 -> mediaWaitMillis2;
        };
    }
}
