package io.roomcast.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class FailuresTest {
    /** As the driver says where it gives up a connection that it is just making. */
    @Test
    void aConnectionThatCannotBeHadIsADatabaseThatIsAway() {
        var failure = new DataAccessResourceFailureException(
                "Failed to obtain R2DBC Connection", new IllegalStateException("Request queue was disposed"));

        assertThat(Failures.translate(failure, "trace").kind()).isEqualTo(ProblemKind.UNAVAILABLE);
    }
}
