package io.roomcast.api.schedule;

import io.roomcast.api.message.MessageRequest;
import io.roomcast.model.content.MessageContent;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message for a test room, as a schedule would send it now. @param roomId of kind test */
record TestSend(
        @NotNull Long roomId,

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
        @Nullable @Min(0) @Max(30_000) Integer mediaWaitTime2)
        implements MessageRequest {}
