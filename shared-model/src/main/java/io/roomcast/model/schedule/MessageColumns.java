package io.roomcast.model.schedule;

import com.fasterxml.jackson.core.type.TypeReference;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.ImageRef;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.SendOrder;
import io.roomcast.model.content.Variables;
import io.roomcast.model.sql.Enums;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a schedule as its columns.
 *
 * @param variables JSON object of the schedule's own variables
 */
public record MessageColumns(
        @Nullable String messageText,
        @Nullable String messageImages1,
        @Nullable String messageImages2,
        @Nullable String variables,
        String sendOrder,
        int sendIntervalSeconds,
        int mediaWaitTime1,
        int mediaWaitTime2) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /**
     * What a run sends: the content with its variables put in.
     *
     * <p>Known to every text: {@code #{날짜}} {@code #{시간}} {@code #{요일}} {@code #{톡방}} and their English twins date,
     * time, weekday, room. The schedule's own variables win over these.
     *
     * @param dueAt the run's moment in the schedule's zone
     */
    public MessageContent at(ZonedDateTime dueAt, String roomName) {
        return new MessageContent(
                text(dueAt, roomName),
                images(messageImages1),
                images(messageImages2),
                Enums.parse(SendOrder.class, sendOrder),
                sendIntervalSeconds,
                mediaWaitTime1,
                mediaWaitTime2);
    }

    /** What one changed run says instead. Order and pauses stay the schedule's. */
    public record Changed(@Nullable String text, List<ImageRef> images1, List<ImageRef> images2) {}

    /** For a run that says this instead. */
    public Changed asChange() {
        return new Changed(messageText, images(messageImages1), images(messageImages2));
    }

    /** @param content JSON of {@link Changed}, or null for no change */
    public MessageColumns changedTo(@Nullable String content) {
        if (content == null) {
            return this;
        }
        Changed changed = ContentJson.read(content, new TypeReference<Changed>() {});
        return new MessageColumns(
                changed.text(),
                ContentJson.write(changed.images1()),
                ContentJson.write(changed.images2()),
                variables,
                sendOrder,
                sendIntervalSeconds,
                mediaWaitTime1,
                mediaWaitTime2);
    }

    private @Nullable String text(ZonedDateTime dueAt, String roomName) {
        return messageText == null ? null : filledIn(messageText, dueAt, roomName);
    }

    private String filledIn(String text, ZonedDateTime dueAt, String roomName) {
        if (!text.contains("#{")) {
            return text;
        }
        Map<String, String> values = builtIn(dueAt, roomName);
        if (variables != null) {
            values.putAll(ContentJson.read(variables, new TypeReference<Map<String, String>>() {}));
        }
        return Variables.substitute(text, values);
    }

    private static Map<String, String> builtIn(ZonedDateTime dueAt, String roomName) {
        var values = new HashMap<String, String>();
        values.put("날짜", dueAt.toLocalDate().toString());
        values.put("date", dueAt.toLocalDate().toString());
        values.put("시간", TIME.format(dueAt));
        values.put("time", TIME.format(dueAt));
        values.put("요일", dueAt.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.KOREAN));
        values.put("weekday", dueAt.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        values.put("톡방", roomName);
        values.put("room", roomName);
        return values;
    }

    private static List<ImageRef> images(@Nullable String column) {
        return column == null ? List.of() : ContentJson.read(column, new TypeReference<List<ImageRef>>() {});
    }
}
