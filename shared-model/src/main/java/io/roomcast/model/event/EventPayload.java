package io.roomcast.model.event;

/** What the {@code data} of a CloudEvent may be; each kind has one type name and one JSON Schema. */
public sealed interface EventPayload
        permits DueEvent,
                MessageRequestedEvent,
                ScheduleChangedEvent,
                ScheduleCommandEvent,
                CommandResultEvent,
                SendResultEvent {
    /** The CloudEvents {@code type}. */
    String type();
}
