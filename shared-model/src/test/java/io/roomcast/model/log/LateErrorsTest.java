package io.roomcast.model.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

@ExtendWith(OutputCaptureExtension.class)
class LateErrorsTest {
    @Test
    void aLineThatBreaksAfterItsCallWasGivenUpIsOneLine(CapturedOutput output) {
        LateErrors.accept(new R2dbcNonTransientResourceException("Connection closed"));
        LateErrors.accept(new IllegalStateException("Fail to emit a login request due to FAIL_TERMINATED"));
        LateErrors.accept(new IllegalStateException("Request queue was disposed"));
        LateErrors.accept(new DataAccessResourceFailureException("R2DBC rollback; the connection is closed"));
        LateErrors.accept(new QueryTimeoutException("R2DBC rollback; The database is silent"));

        assertThat(output)
                .contains(
                        "WARN",
                        "Connection closed",
                        "FAIL_TERMINATED",
                        "disposed",
                        "is closed",
                        "The database is silent")
                .doesNotContain("\tat ", "ERROR");
    }

    @Test
    void aRefusalThatNobodyWaitsForIsOneLine(CapturedOutput output) {
        class TooLate extends RuntimeException implements Refusal {
            TooLate() {
                super("the moment is past");
            }
        }

        LateErrors.accept(new TooLate());

        assertThat(output).contains("WARN", "the moment is past").doesNotContain("\tat ", "ERROR");
    }

    @Test
    void aMistakeIsShownWhole(CapturedOutput output) {
        LateErrors.accept(new IllegalStateException("a mistake"));

        assertThat(output).contains("ERROR", "Nobody handled this", "a mistake", "\tat ");
    }
}
