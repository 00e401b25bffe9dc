package io.roomcast.api.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.ResidentNumbers;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects everything that is wrong with a request, so that the caller learns all of it at once.
 *
 * <p>Starts with the request's own Bean Validation rules and the one that holds for every text of every request; the rules between fields are added by {@link #require}.
 */
public final class Checks {
    /** Secrets are not looked into, and numbers of rooms are no text. */
    private static final Set<String> NO_TEXT = Set.of("password", "refreshToken", "channelId");

    private final List<FieldProblem> found = new ArrayList<>();

    private Checks() {}

    public static <T> Checks of(Validator validator, T request) {
        var checks = new Checks();
        for (ConstraintViolation<T> violation : validator.validate(request)) {
            checks.found.add(new FieldProblem(pointer(violation), code(violation), violation.getMessage()));
        }
        checks.refuseResidentNumbers("", ContentJson.tree(request));
        return checks;
    }

    /** In whatever text of a request: what is not stored cannot leak. */
    private void refuseResidentNumbers(String pointer, JsonNode node) {
        require(
                !node.isTextual() || !ResidentNumbers.areIn(node.textValue()),
                pointer,
                "resident_number",
                "Holds a resident registration number; take it out");
        node.fields().forEachRemaining(field -> {
            require(
                    !ResidentNumbers.areIn(field.getKey()),
                    pointer,
                    "resident_number",
                    "A name holds a resident registration number; take it out");
            if (!NO_TEXT.contains(field.getKey())) {
                refuseResidentNumbers(pointer + "/" + field.getKey(), field.getValue());
            }
        });
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseResidentNumbers(pointer + "/" + i, node.get(i));
            }
        }
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

    /** For what is told on creation only: a change may repeat it, or leave it out. */
    public Checks requireUnchanged(@Nullable Long asked, @Nullable Long is, String pointer) {
        return require(asked == null || asked.equals(is), pointer, "fixed", "It stays where it was made");
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
