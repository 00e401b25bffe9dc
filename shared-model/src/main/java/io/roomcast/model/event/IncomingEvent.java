package io.roomcast.model.event;

/** A CloudEvent as it was read. {@code source} and {@code id} together name it for good. */
public record IncomingEvent(String source, String id, String type, byte[] data) {}
