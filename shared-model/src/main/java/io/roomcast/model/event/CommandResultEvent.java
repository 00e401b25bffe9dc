package io.roomcast.model.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link ScheduleCommandEvent}.
 *
 * @param status as the REST call would have answered: 200, 201, 204, 403, 404, 412, 422 …
 * @param problem the problem detail of a refusal
 */
public record CommandResultEvent(
        String commandSource,
        String commandId,
        int status,
        @Nullable Long scheduleId,
        @Nullable Integer version,
        @Nullable JsonNode problem)
        implements EventPayload {
    public static final String TYPE = "io.roomcast.schedule.command-result.v1";

    public CommandResultEvent {
        problem = problem == null || problem.isNull() ? null : problem;
    }

    @Override
    public String type() {
        return TYPE;
    }
}
