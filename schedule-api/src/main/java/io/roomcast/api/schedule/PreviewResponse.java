package io.roomcast.api.schedule;

import io.roomcast.api.sentence.Sentence;
import java.time.Instant;
import java.util.List;

/** @param nextRuns moments in UTC, ascending, at most ten @param sentence when it is sent, in words */
record PreviewResponse(List<Instant> nextRuns, String timeZone, Sentence sentence) {}
