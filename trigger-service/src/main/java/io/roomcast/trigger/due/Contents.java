package io.roomcast.trigger.due;

import com.fasterxml.jackson.core.type.TypeReference;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.ImageRef;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.SendOrder;
import io.roomcast.model.content.Variables;
import io.roomcast.model.sql.Enums;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fixes what a run sends: the schedule's content with its variables put in.
 *
 * <p>Known to every text: {@code #{날짜}} {@code #{시간}} {@code #{요일}} {@code #{톡방}} and their English twins date,
 * time, weekday, room, in the schedule's zone at the run's moment. A schedule's own variables win over these.
 */
@Component
class Contents {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    String of(DueSchedule schedule, Instant dueAt) {
        var content = new MessageContent(
                text(schedule, dueAt),
                images(schedule.messageImages1()),
                images(schedule.messageImages2()),
                Enums.parse(SendOrder.class, schedule.sendOrder()),
                schedule.sendIntervalSeconds(),
                schedule.mediaWaitTime1(),
                schedule.mediaWaitTime2());
        return ContentJson.write(content);
    }

    private @Nullable String text(DueSchedule schedule, Instant dueAt) {
        String text = schedule.messageText();
        if (text == null || !text.contains("#{")) {
            return text;
        }
        Map<String, String> values = builtIn(schedule, dueAt);
        if (schedule.variables() != null) {
            values.putAll(ContentJson.read(schedule.variables(), new TypeReference<Map<String, String>>() {}));
        }
        return Variables.substitute(text, values);
    }

    private static Map<String, String> builtIn(DueSchedule schedule, Instant dueAt) {
        ZonedDateTime local = dueAt.atZone(ZoneId.of(schedule.timeZone()));
        var values = new HashMap<String, String>();
        values.put("날짜", local.toLocalDate().toString());
        values.put("date", local.toLocalDate().toString());
        values.put("시간", TIME.format(local));
        values.put("time", TIME.format(local));
        values.put("요일", local.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.KOREAN));
        values.put("weekday", local.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        values.put("톡방", schedule.roomName());
        values.put("room", schedule.roomName());
        return values;
    }

    private List<ImageRef> images(@Nullable String column) {
        return column == null ? List.of() : ContentJson.read(column, new TypeReference<List<ImageRef>>() {});
    }
}
