package io.roomcast.dispatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.roomcast.model.occurrence.ReasonDetail;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.netty.http.client.PrematureCloseException;

/** What a person reads of it names no class and no address. */
class CallFailureTest {
    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new ConnectTimeoutException("10.0.0.7"), true, ReasonDetail.TOO_LONG),
                Arguments.of(new ConnectException("10.0.0.7"), true, ReasonDetail.UNREACHABLE),
                Arguments.of(new NoRouteToHostException("10.0.0.7"), true, ReasonDetail.UNREACHABLE),
                Arguments.of(new UnknownHostException("phone"), true, ReasonDetail.UNKNOWN_HOST),
                Arguments.of(new SSLHandshakeException("expired"), true, ReasonDetail.NOT_SECURE),
                Arguments.of(ReadTimeoutException.INSTANCE, false, ReasonDetail.TOO_LONG),
                Arguments.of(new TimeoutException("within 5 s"), false, ReasonDetail.TOO_LONG),
                Arguments.of(PrematureCloseException.TEST_EXCEPTION, false, ReasonDetail.CUT),
                Arguments.of(new IOException("Connection reset by 10.0.0.7"), false, ReasonDetail.CUT),
                Arguments.of(new DataBufferLimitException("1048576"), false, ReasonDetail.TOO_LARGE),
                Arguments.of(
                        new DecodingException("JSON", new IOException("at line 1")), false, ReasonDetail.UNREADABLE));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void isToldInWords(Throwable cause, boolean beforeAnyByte, ReasonDetail why) {
        var kind = beforeAnyByte ? ReasonDetail.NO_CONNECTION : ReasonDetail.NO_ANSWER;
        var asked =
                new WebClientRequestException(cause, HttpMethod.POST, URI.create("http://phone"), HttpHeaders.EMPTY);

        assertThat(CallFailure.of(cause)).isEqualTo(new CallFailure(beforeAnyByte, kind.of(why.of())));
        assertThat(CallFailure.of(asked)).isEqualTo(new CallFailure(beforeAnyByte, kind.of(why.of())));
    }

    @Test
    void anAnswerIsToldByItsStatusUnlessItBrokeOff() {
        assertThat(CallFailure.of(answer(500))).isEqualTo(new CallFailure(false, "HTTP 500"));

        assertThat(CallFailure.of(answer(200))).isEqualTo(new CallFailure(false, "HTTP 200 with an unreadable body"));

        WebClientResponseException brokenOff = answer(200);
        brokenOff.initCause(new IOException("reset"));
        assertThat(CallFailure.of(brokenOff).words()).isEqualTo("No answer: the connection ended");
    }

    @Test
    void whatThePhoneSaidStays() {
        assertThat(CallFailure.of(new IllegalStateException("said"))).isEqualTo(new CallFailure(false, "said"));
    }

    @Test
    void whatNobodyForesawKeepsItsName() {
        assertThat(CallFailure.of(new RuntimeException(new ArithmeticException()))
                        .words())
                .isEqualTo("No answer: ArithmeticException");
    }

    private static WebClientResponseException answer(int status) {
        return WebClientResponseException.create(status, "", HttpHeaders.EMPTY, new byte[0], StandardCharsets.UTF_8);
    }
}
