package io.roomcast.api.schedule;

import java.time.Instant;
import java.util.List;

/** @param nextRuns moments in UTC, ascending, at most ten */
record PreviewResponse(List<Instant> nextRuns, String timeZone) {}
