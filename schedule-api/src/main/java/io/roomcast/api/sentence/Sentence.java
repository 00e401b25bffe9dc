package io.roomcast.api.sentence;

/** What a person would say of something, in both languages. */
public record Sentence(String ko, String en) {}
