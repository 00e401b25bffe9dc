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

    /** What was sent may stand in what is told of it. */
    @Test
    void whatIsPersonalIsMasked() {
        var problem = new ProblemException(
                ProblemKind.CONFLICT,
                "Call 010-1234-5678",
                List.of(new FieldProblem("/variables/900101-1234567", "unknown", "900101-1234567 is none")));

        assertThat(problem.getMessage()).doesNotContain("1234-5678");
        assertThat(problem.fields().toString()).doesNotContain("1234567");
    }
}
