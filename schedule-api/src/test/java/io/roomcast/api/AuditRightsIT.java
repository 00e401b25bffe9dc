package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        grantAllButChangingTheRecord();
        var settings = new ArrayList<>(ownArguments());
        settings.add("--roomcast.database.user=" + CLERK);
        settings.add("--roomcast.database.password=" + SECRET);
        settings.add("--spring.liquibase.user=" + DATABASE.user());
        settings.add("--spring.liquibase.password=" + DATABASE.password());
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

    private static void grantAllButChangingTheRecord() {
        String user = "'" + CLERK + "'@'%'";
        DATABASE.execute("CREATE USER IF NOT EXISTS " + user + " IDENTIFIED BY '" + SECRET + "'");
        DATABASE.execute("GRANT SELECT, INSERT ON " + DATABASE.name() + ".* TO " + user);
        List<Object> tables = DATABASE
                .query(
                        "SELECT table_name AS t FROM information_schema.tables WHERE table_schema = ? AND table_name <> 'kb_audit_log'",
                        DATABASE.name())
                .stream()
                .map(row -> row.get("t"))
                .toList();
        tables.forEach(
                table -> DATABASE.execute("GRANT UPDATE, DELETE ON " + DATABASE.name() + "." + table + " TO " + user));
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
