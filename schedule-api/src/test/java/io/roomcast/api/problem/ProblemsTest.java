package io.roomcast.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {
    private final Problems problems = new Problems();

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void everyKindHasATitleInBothLanguages(ProblemKind kind) {
        var problem = ProblemException.of(kind, "because");

        assertThat(problems.of(problem, Locale.KOREA).getTitle()).matches(".*[가-힣].*");
        assertThat(problems.of(problem, Locale.ENGLISH).getTitle()).matches("[ -~]+");
        // Whoever wants neither gets English.
        assertThat(problems.of(problem, Locale.FRANCE).getTitle())
                .isEqualTo(problems.of(problem, null).getTitle())
                .matches("[ -~]+");
    }

    @Test
    void whatIsForProgramsDoesNotDependOnTheLanguage() {
        var problem = new ProblemException(
                ProblemKind.INVALID, null, List.of(new FieldProblem("/title", "required", "must not be blank")));

        for (Locale locale : List.of(Locale.KOREA, Locale.ENGLISH)) {
            var told = problems.of(problem, locale);
            assertThat(told.getStatus()).isEqualTo(422);
            assertThat(told.getType()).hasToString("https://roomcast.io/problems/invalid");
            assertThat(told.getProperties()).containsEntry("code", "invalid").containsEntry("errors", problem.fields());
        }
    }
}
