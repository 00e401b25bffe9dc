package io.roomcast.api.schedule;

import io.roomcast.model.content.MessageContent;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one run. It replaces what was said of the run before; but one that is only moved keeps a content of its
 * own.
 *
 * @param skip true: it is not sent, and nothing else may be said
 * @param moveTo when it is due instead
 * @param messageText what it says instead; with the images, all of its content
 */
record RunChange(
        @Nullable Boolean skip,
        @Nullable OffsetDateTime moveTo,

        @Nullable @Size(max = MessageContent.MAX_TEXT_LENGTH)
        String messageText,

        @Nullable @Size(max = MessageContent.MAX_IMAGES_PER_GROUP)
        List<@NotNull Long> images1,

        @Nullable @Size(max = MessageContent.MAX_IMAGES_PER_GROUP)
        List<@NotNull Long> images2) {
    boolean isSkip() {
        return Boolean.TRUE.equals(skip);
    }

    boolean changesContent() {
        return messageText != null || images1 != null || images2 != null;
    }
}
