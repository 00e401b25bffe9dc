package io.roomcast.model.quota;

import java.time.Instant;

/** A part the room has had, or may have had. @param at when its call was over, as the latest the room can have got it */
public record SentPart(long occurrenceId, Instant at) {}
