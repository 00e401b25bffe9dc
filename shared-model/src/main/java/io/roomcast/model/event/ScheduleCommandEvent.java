package io.roomcast.model.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Another system changes a schedule under the same rules as the REST API.
 *
 * @param memberLogin the member whose rights decide
 * @param scheduleId required for all but CREATE
 * @param version the version the change was made from, as in If-Match; required for UPDATE and DELETE
 * @param schedule the body of the REST call; required for CREATE and UPDATE
 */
public record ScheduleCommandEvent(
        String memberLogin,
        Action action,
        @Nullable Long scheduleId,
        @Nullable Integer version,
        @Nullable JsonNode schedule)
        implements EventPayload {
    public static final String TYPE = "io.roomcast.schedule.command.v1";

    /** JSON's null is as good as a field that is not there. */
    public ScheduleCommandEvent {
        schedule = schedule == null || schedule.isNull() ? null : schedule;
    }

    public enum Action {
        CREATE,
        UPDATE,
        TOGGLE,
        DELETE
    }

    @Override
    public String type() {
        return TYPE;
    }
}
