package io.roomcast.api.schedule;

import io.roomcast.model.content.ImageRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that is still ahead.
 *
 * @param originalAt its moment by the rule: what it is called by
 * @param dueAt when it is due; of a skipped one, when it would have been
 * @param skipped it is not sent
 * @param changed it sends something else than the schedule says: {@code messageText}, {@code images1}, {@code images2}
 */
record Run(
        Instant originalAt,
        Instant dueAt,
        boolean skipped,
        boolean changed,
        @Nullable String messageText,
        List<ImageRef> images1,
        List<ImageRef> images2) {}
