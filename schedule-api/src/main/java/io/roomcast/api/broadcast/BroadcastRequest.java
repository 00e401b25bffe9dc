package io.roomcast.api.broadcast;

import io.roomcast.api.message.MessageRequest;
import io.roomcast.model.content.MessageContent;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message for many rooms, sent as soon as it is approved.
 *
 * @param organizationId on whose behalf; the caller's own organisation when absent
 * @param priority among messages due at one instant in a room, 0 first … 9 last, 5 when absent
 * @param windowMinutes how long after its start a room may get it, 60 when absent
 * @param advertising whether it needs the recipients' consent: it must say so, and waits at night
 * @param nightReason why an advertisement may go out at night all the same; head office only
 */
record BroadcastRequest(
        @NotBlank @Size(max = 100) String title,
        @Nullable Long organizationId,
        @NotNull @Valid BroadcastTarget target,

        @Nullable @Size(max = MessageContent.MAX_TEXT_LENGTH)
        String messageText,

        @Nullable @Size(max = MessageContent.MAX_IMAGES_PER_GROUP)
        List<@NotNull Long> images1,

        @Nullable @Size(max = MessageContent.MAX_IMAGES_PER_GROUP)
        List<@NotNull Long> images2,

        @Nullable @Size(max = 20) Map<@Size(min = 1, max = 30) String, @NotNull @Size(max = 500) String> variables,

        @Nullable
        @Pattern(regexp = "text_first|images_first|images_only", message = "text_first, images_first or images_only")
        @Schema(
                defaultValue = "text_first",
                allowableValues = {"text_first", "images_first", "images_only"})
        String sendOrder,

        @Nullable @Min(0) @Max(3600) @Schema(defaultValue = "1")
        Integer sendIntervalSeconds,

        @Nullable @Min(0) @Max(30_000) Integer mediaWaitTime1,
        @Nullable @Min(0) @Max(30_000) Integer mediaWaitTime2,
        @Nullable @Min(0) @Max(9) Integer priority,
        @Nullable @Min(5) @Max(1_440) Integer windowMinutes,
        @Nullable Boolean advertising,
        @Nullable @Size(max = 200) String nightReason)
        implements MessageRequest {}
