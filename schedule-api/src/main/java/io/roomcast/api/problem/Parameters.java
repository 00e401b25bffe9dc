package io.roomcast.api.problem;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rules for the parameters of a query. */
public final class Parameters {
    private Parameters() {}

    /** @throws ProblemException MALFORMED where it is given and not allowed */
    public static void requireOneOf(String name, @Nullable String value, Set<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            throw bad(name, "not_one_of", "One of " + String.join(", ", new TreeSet<>(allowed)));
        }
    }

    public static ProblemException bad(String name, String code, String detail) {
        return new ProblemException(ProblemKind.MALFORMED, null, List.of(new FieldProblem(name, code, detail)));
    }
}
