package io.roomcast.api.problem;

import io.roomcast.model.content.Masker;

/**
 * One field that is not right. What was sent may stand in pointer and detail: personal data in them is masked.
 *
 * @param pointer JSON pointer into the body, or the name of a header or query parameter
 * @param code stable, for programs: required, too_long, not_one_of …
 * @param detail the rule, in words
 */
public record FieldProblem(String pointer, String code, String detail) {
    public FieldProblem {
        pointer = Masker.mask(pointer);
        detail = Masker.mask(detail);
    }
}
