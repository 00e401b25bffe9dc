package io.roomcast.api.schedule;

/** When a schedule is sent, as a person would say it. */
record Sentence(String ko, String en) {}
