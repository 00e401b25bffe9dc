package io.roomcast.api.problem;

/**
 * One field that is not right.
 *
 * @param pointer JSON pointer into the body, or the name of a header or query parameter
 * @param code stable, for programs: required, too_long, not_one_of …
 * @param detail the rule, in words
 */
public record FieldProblem(String pointer, String code, String detail) {}
