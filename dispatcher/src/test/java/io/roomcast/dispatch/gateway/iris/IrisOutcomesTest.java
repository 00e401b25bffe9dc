package io.roomcast.dispatch.gateway.iris;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.dispatch.gateway.SendOutcome;
import io.roomcast.dispatch.gateway.SendOutcome.Accepted;
import io.roomcast.dispatch.gateway.SendOutcome.Ambiguous;
import io.roomcast.dispatch.gateway.SendOutcome.NotAccepted;
import io.roomcast.dispatch.gateway.SendOutcome.Rejected;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;

/** What an answer means decides whether a message is sent again: never where the phone may have taken it. */
class IrisOutcomesTest {
    @Test
    void theBodySaysWhetherItWasTaken() {
        assertThat(of(200, "{\"success\":true}", null)).isInstanceOf(Accepted.class);
        assertThat(of(200, "{\"success\":false}", null)).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"success\":\"yes\"}", "<html>", "{\"success\":tr"})
    void anAnswerThatSaysNothingIsAmbiguous(String body) {
        assertThat(of(200, body, null)).isInstanceOf(Ambiguous.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 503, 504})
    void anErrorOfTheServerIsAmbiguous(int status) {
        assertThat(of(status, "", null)).isEqualTo(new Ambiguous("HTTP " + status));
    }

    @Test
    void whoSaysWhenToComeBackHasNotTakenIt() {
        assertThat(of(503, "", "7")).isEqualTo(new NotAccepted("HTTP 503", Duration.ofSeconds(7)));
        assertThat(of(429, "", "3")).isEqualTo(new NotAccepted("HTTP 429", Duration.ofSeconds(3)));
        assertThat(of(429, "", null)).isEqualTo(new NotAccepted("HTTP 429", null));
        assertThat(of(503, "", "Wed, 21 Oct 2026 07:28:00 GMT")).isInstanceOf(Ambiguous.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 413, 415})
    void aRefusalIsFinal(int status) {
        assertThat(of(status, "", null)).isEqualTo(new Rejected("HTTP " + status));
    }

    @Test
    void whereNoConnectionCameAboutNothingWasTaken() {
        assertThat(of(new ConnectException("refused"))).isInstanceOf(NotAccepted.class);
        assertThat(of(new UnknownHostException("phone"))).isInstanceOf(NotAccepted.class);
        assertThat(of(new SSLHandshakeException("expired"))).isInstanceOf(NotAccepted.class);
        assertThat(of(new IllegalStateException(new ConnectException("refused"))))
                .isInstanceOf(NotAccepted.class);
    }

    @Test
    void aConnectionThatEndedIsAmbiguous() {
        assertThat(of(new IOException("reset"))).isInstanceOf(Ambiguous.class);
        assertThat(of(new TimeoutException())).isInstanceOf(Ambiguous.class);
    }

    private static SendOutcome of(int status, String body, String retryAfter) {
        var response = ClientResponse.create(HttpStatusCode.valueOf(status))
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .body(body);
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return IrisOutcomes.read(response.build()).block();
    }

    private static SendOutcome of(Throwable failure) {
        return IrisOutcomes.ofFailure(failure);
    }
}
