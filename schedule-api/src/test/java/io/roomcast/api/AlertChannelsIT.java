package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.api.WebhookReceiver.Call;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who is told, what they may see of it, and what becomes of those who cannot be told. */
class AlertChannelsIT extends ApiTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final WebhookReceiver receiver = new WebhookReceiver();
    private long organization;
    private long room;

    @BeforeEach
    void anOrganisationOfItsOwn() {
        organization = WORLD.organization(WORLD.agency, "branch", "channels-" + key().substring(0, 8));
        room = WORLD.room(organization, BOT);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aTryThatFailsIsMadeAgainUnderTheSameId() throws Exception {
        receiver.answer(500);
        JsonNode channel = webhook();
        SentRuns.open(room, "NULL", 400);

        await("told").atMost(SOON).until(() -> receiver.calls().size() == 2);

        List<Call> both = receiver.calls();
        assertThat(both.get(0).id()).isEqualTo(both.get(1).id());
        assertThat(both.get(0).body()).isEqualTo(both.get(1).body());
        both.get(1).verify(channel.path("secret").asText());
        await("on record")
                .atMost(SOON)
                .until(() -> shown("agency", channel).path("waiting").asLong() == 0);
        assertThat(shown("agency", channel).path("lastFailure").isMissingNode()).isTrue();
    }

    @Test
    void whoeverCannotBeToldAfterTheLastTryIsSwitchedOff() {
        for (int tries = 0; tries < 3; tries++) {
            receiver.answer(500);
        }
        JsonNode channel = webhook();
        SentRuns.open(room, "NULL", 400);
        await("told")
                .atMost(SOON)
                .until(() -> !shown("agency", channel).path("lastFailure").isMissingNode());

        DATABASE.execute(
                "UPDATE kb_alert_notice SET tries = 9, next_at = UTC_TIMESTAMP(3) WHERE channel_id = ?",
                channel.path("id").asLong());

        await("off")
                .atMost(SOON)
                .until(() -> shown("agency", channel).path("status").asText().equals("inactive"));
        JsonNode off = shown("agency", channel);
        assertThat(off.path("stoppedReason").asText()).isEqualTo("After 10 tries: HTTP 500");
        assertThat(off.path("waiting").asLong()).isZero();
        JsonNode entry = get("agency", "/api/audit?subject=alert_channel&limit=1&subjectId=" + channel.path("id"))
                .path("items")
                .path(0);
        assertThat(entry.path("origin").asText()).isEqualTo("system");
        assertThat(entry.at("/changes/0/after").asText()).isEqualTo("inactive");
    }

    @Test
    void theLogIsToldToo() {
        var log = Bodies.alertChannel().put("kind", "log").put("organizationId", organization);
        log.remove("url");
        JsonNode channel = post("agency", "/api/alert-channels", log, 201);
        var logger = (Logger) LoggerFactory.getLogger("io.roomcast.api.channel.LogSender");
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.addAppender(lines);
        try {
            SentRuns.open(room, "NULL", 400);

            await("delivered")
                    .atMost(SOON)
                    .until(() -> DATABASE.count(
                                    "SELECT COUNT(*) FROM kb_alert_notice WHERE channel_id = ? AND delivered_at IS NOT NULL",
                                    channel.path("id").asLong())
                            == 1);
        } finally {
            logger.detachAppender(lines);
        }

        assertThat(List.copyOf(lines.list))
                .anySatisfy(line -> assertThat(line.getFormattedMessage())
                        .startsWith("Alert: ")
                        .contains("alert.opened")
                        .contains("\"organizationId\":" + organization));
    }

    @Test
    void whoeverWantsNoMoreIsLeftAlone() {
        receiver.answer(410);
        JsonNode channel = webhook();
        SentRuns.open(room, "NULL", 400);

        await("off")
                .atMost(SOON)
                .until(() -> shown("agency", channel).path("status").asText().equals("inactive"));

        JsonNode off = shown("agency", channel);
        assertThat(off.path("stoppedReason").asText()).contains("HTTP 410");
        assertThat(off.path("waiting").asLong()).isZero();
        var again = Bodies.alertChannel().put("url", off.path("url").asText());
        JsonNode on = put(
                "agency",
                "/api/alert-channels/" + off.path("id").asLong(),
                off.path("version").asInt(),
                again);
        assertThat(on.path("stoppedReason").isMissingNode()).isTrue();
    }

    @Test
    void aTryOfAChannelSaysWhetherItArrived() throws Exception {
        JsonNode channel = webhook();
        String uri = "/api/alert-channels/" + channel.path("id").asLong() + "/test";

        assertThat(post("agency", uri, null, 200).path("delivered").asBoolean()).isTrue();
        receiver.answer(503);
        JsonNode failed = post("agency", uri, null, 200);

        assertThat(failed.path("delivered").asBoolean()).isFalse();
        assertThat(failed.path("failure").asText()).isEqualTo("HTTP 503");
        for (Call call : receiver.calls()) {
            call.verify(channel.path("secret").asText());
            assertThat(call.type()).isEqualTo("alert.test");
        }
    }

    @Test
    void aSecretIsShownOnceAndAnAddressToThoseWhoMayChangeIt() {
        String login = "viewer-" + key().substring(0, 8);
        WORLD.member(organization, login, "viewer", null);
        JsonNode channel = webhook();
        String secret = channel.path("secret").asText();
        assertThat(secret).startsWith("whsec_");

        assertThat(shown("agency", channel).path("url").asText()).isEqualTo(receiver.url());
        assertThat(shown("agency", channel).toString()).doesNotContain("whsec_");
        assertThat(shown(login, channel).path("url").isMissingNode()).isTrue();
        JsonNode entries = get(
                "hq",
                "/api/audit?subject=alert_channel&subjectId="
                        + channel.path("id").asLong());
        assertThat(entries.path("items")).hasSize(1);
        assertThat(entries.toString()).contains("***").doesNotContain(secret).doesNotContain(receiver.url());
    }

    @Test
    void aChannelStaysWhatItWasMadeAs() {
        JsonNode channel = webhook();
        String uri = "/api/alert-channels/" + channel.path("id").asLong();
        var log = Bodies.alertChannel().put("kind", "log");
        log.remove("url");

        for (var body : List.of(log, Bodies.alertChannel().put("organizationId", WORLD.branch))) {
            as("agency")
                    .put()
                    .uri(uri)
                    .header("If-Match", "\"0\"")
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422);
        }
        post("agency", "/api/alert-channels", Bodies.alertChannel().put("kind", "log"), 422);
        post("agency", "/api/alert-channels", Bodies.alertChannel().put("organizationId", WORLD.otherDistributor), 422);
    }

    private JsonNode webhook() {
        return post(
                "agency",
                "/api/alert-channels",
                Bodies.alertChannel().put("url", receiver.url()).put("organizationId", organization),
                201);
    }

    private JsonNode shown(String login, JsonNode channel) {
        return get(login, "/api/alert-channels/" + channel.path("id").asLong());
    }
}
