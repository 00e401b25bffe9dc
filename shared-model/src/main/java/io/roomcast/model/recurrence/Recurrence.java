package io.roomcast.model.recurrence;

/** A rule by which a schedule is due. A rule knows no zone: {@link Timing} adds one. */
public sealed interface Recurrence permits LocalRule, Interval {}
