package io.roomcast.api.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal. Its detail and fields are shown to the caller: no secret, no message text of others. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemKind kind;
    private final transient List<FieldProblem> fields;

    public ProblemException(ProblemKind kind, @Nullable String detail, List<FieldProblem> fields) {
        super(detail);
        this.kind = kind;
        this.fields = List.copyOf(fields);
    }

    public static ProblemException of(ProblemKind kind, String detail) {
        return new ProblemException(kind, detail, List.of());
    }

    public static ProblemException notFound() {
        return new ProblemException(ProblemKind.NOT_FOUND, null, List.of());
    }

    public static ProblemException field(String pointer, String code, String detail) {
        return new ProblemException(ProblemKind.INVALID, null, List.of(new FieldProblem(pointer, code, detail)));
    }

    public ProblemKind kind() {
        return kind;
    }

    public List<FieldProblem> fields() {
        return fields;
    }
}
