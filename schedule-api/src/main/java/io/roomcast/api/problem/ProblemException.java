package io.roomcast.api.problem;

import io.roomcast.model.content.Masker;
import io.roomcast.model.log.Refusal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal. Its detail and fields are shown to the caller: no secret, no message text of others. */
public final class ProblemException extends RuntimeException implements Refusal {
    private static final long serialVersionUID = 1L;

    private final ProblemKind kind;
    private final transient List<FieldProblem> fields;
    private final @Nullable Duration retryAfter;

    public ProblemException(ProblemKind kind, @Nullable String detail, List<FieldProblem> fields) {
        this(kind, detail, fields, kind.retryAfter());
    }

    private ProblemException(
            ProblemKind kind, @Nullable String detail, List<FieldProblem> fields, @Nullable Duration retryAfter) {
        super(Masker.maskNullable(detail));
        this.kind = kind;
        this.fields = List.copyOf(fields);
        this.retryAfter = retryAfter;
    }

    /** @param wait until the next try; told in whole seconds, rounded up */
    public static ProblemException tooManyTries(Duration wait) {
        Duration told = Duration.ofSeconds(wait.toSeconds() + 1);
        return new ProblemException(
                ProblemKind.TOO_MANY_TRIES, "Try again in " + told.toSeconds() + " s", List.of(), told);
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

    /** The same, of a part of a request. @param pointer where that part stands */
    public ProblemException within(String pointer) {
        List<FieldProblem> inside = fields.stream()
                .map(field -> new FieldProblem(pointer + field.pointer(), field.code(), field.detail()))
                .toList();
        return new ProblemException(kind, getMessage(), inside, retryAfter);
    }

    public ProblemKind kind() {
        return kind;
    }

    /** When to come back, for refusals that pass by themselves. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public List<FieldProblem> fields() {
        return fields;
    }
}
