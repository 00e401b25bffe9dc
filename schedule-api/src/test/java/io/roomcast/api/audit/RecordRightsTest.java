package io.roomcast.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordRightsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION",
                "GRANT ALL PRIVILEGES ON `roomcast`.* TO `roomcast`@`127.0.0.1`",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON `roomcast`.* TO `one`@`%`",
                "GRANT SELECT, DELETE ON `roomcast`.`kb_audit_log` TO `one`@`%`"
            })
    void whoeverCanChangeTheRecordIsFound(String grant) {
        assertThat(RecordRights.mayChange(List.of("GRANT USAGE ON *.* TO `one`@`%`", grant)))
                .isTrue();
    }

    @Test
    void theServicesAccountIsNot() {
        assertThat(
                        RecordRights.mayChange(
                                List.of(
                                        "GRANT USAGE ON *.* TO `roomcast-services`@`127.0.0.1` IDENTIFIED BY PASSWORD 'x'",
                                        "GRANT SELECT, INSERT ON `roomcast`.`kb_audit_log` TO `roomcast-services`@`127.0.0.1`",
                                        "GRANT SELECT, INSERT, UPDATE, DELETE ON `roomcast`.`kb_schedule` TO `roomcast-services`@`127.0.0.1`")))
                .isFalse();
    }
}
