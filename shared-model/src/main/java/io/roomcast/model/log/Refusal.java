package io.roomcast.model.log;

/** An error that is the answer to whoever asked. Where they have gone meanwhile it is nobody's mistake. */
public interface Refusal {}
