package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** The service as a database user that can add to the record and not change it, as docs/configuration.md has it. */
class AuditRightsIT extends ApiTest {
    private static final String CLERK = "clerk";
    private static final String SECRET = "Clerks-0nly";

    @Test
    void theServiceNeedsNoRightToChangeTheRecord() {
        DATABASE.execute("CREATE USER IF NOT EXISTS '" + CLERK + "'@'%' IDENTIFIED BY '" + SECRET + "'");
        var settings = new ArrayList<>(ownArguments());
        settings.add("--roomcast.database.user=" + CLERK);
        settings.add("--roomcast.database.password=" + SECRET);
        settings.add("--spring.liquibase.user=" + DATABASE.user());
        settings.add("--spring.liquibase.password=" + DATABASE.password());
        settings.add("--roomcast.migrations.grant-to=" + CLERK + "@%");
        try (var api = new RunningApi(DATABASE, settings)) {
            String name = Bodies.template().path("name").asText();

            api.web
                    .post()
                    .uri("/api/templates")
                    .header("Authorization", "Bearer " + token("branch"))
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(Bodies.template().put("name", name))
                    .exchange()
                    .expectStatus()
                    .isCreated();

            assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_audit_log WHERE subject_name = ?", name))
                    .isEqualTo(1);
        }
        assertThatThrownBy(() -> asClerk("DELETE FROM kb_audit_log")).hasMessageContaining("denied");
        assertThatThrownBy(() -> asClerk("UPDATE kb_audit_log SET login_id = 'somebody else'"))
                .hasMessageContaining("denied");
    }

    @Test
    void whatIsOlderThanTwoYearsCanBeTakenAwayByAnAdministrator() {
        String name = Bodies.template().path("name").asText();
        for (int days : List.of(731, 729)) {
            // Before all others, as they would be.
            DATABASE.transaction("""
                    INSERT INTO kb_audit_log (id, created_at, organization_path, login_id, origin, action, subject, subject_name, changes)
                    VALUES (-%1$d, UTC_TIMESTAMP(3) - INTERVAL %1$d DAY, '/', 'x', 'web', 'viewed', 'member', '%2$s', '[]')""".formatted(days, name));
        }

        DATABASE.transaction(script("purge-audit-log.sql").split(";\n"));

        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_audit_log WHERE subject_name = ?", name))
                .isEqualTo(1);
    }

    /** As it is shipped. */
    private static String script(String name) {
        try {
            return Files.readString(Path.of(System.getProperty("roomcast.root"), "deploy/sql", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void asClerk(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:mysql://" + DATABASE.address() + "/" + DATABASE.name() + "?allowPublicKeyRetrieval=true",
                        CLERK,
                        SECRET);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
