package io.roomcast.api.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Collects everything that is wrong with a request, so that the caller learns all of it at once.
 *
 * <p>Starts with the request's own Bean Validation rules; the rules between fields are added by {@link #require}.
 */
public final class Checks {
    private final List<FieldProblem> found = new ArrayList<>();

    private Checks() {}

    public static <T> Checks of(Validator validator, T request) {
        var checks = new Checks();
        for (ConstraintViolation<T> violation : validator.validate(request)) {
            checks.found.add(new FieldProblem(pointer(violation), code(violation), violation.getMessage()));
        }
        return checks;
    }

    public static Checks none() {
        return new Checks();
    }

    public Checks require(boolean holds, String pointer, String code, String detail) {
        if (!holds) {
            found.add(new FieldProblem(pointer, code, detail));
        }
        return this;
    }

    /** @throws ProblemException of kind INVALID when anything was found */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ProblemException(ProblemKind.INVALID, null, found);
        }
    }

    /** {@code scheduleTimes[0].<list element>} becomes {@code /scheduleTimes/0}. */
    private static String pointer(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        return "/"
                + path.replaceAll("\\.?<[^>]*>", "")
                        .replaceAll("\\[([^]]*)]", "/$1")
                        .replace('.', '/');
    }

    private static String code(ConstraintViolation<?> violation) {
        String name = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return switch (name) {
            case "NotNull", "NotBlank", "NotEmpty" -> "required";
            case "Size" -> "wrong_size";
            case "Min", "Max" -> "out_of_range";
            case "Pattern" -> "not_one_of";
            default -> name.toLowerCase(Locale.ROOT);
        };
    }
}
