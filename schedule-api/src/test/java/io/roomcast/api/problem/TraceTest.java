package io.roomcast.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class TraceTest {
    @Test
    void aRequestKeepsTheTraceThatItsSenderGaveIt() {
        MockServerWebExchange exchange = request("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        assertThat(Trace.id(exchange)).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-<script>alert(1)</script>-00f067aa0ba902b7-01"
            })
    void whatIsNoTraceIsGivenOneOfOurOwn(String traceparent) {
        MockServerWebExchange exchange = request(traceparent);

        String id = Trace.id(exchange);

        assertThat(id).matches("[0-9a-f]{32}").isEqualTo(Trace.id(exchange));
        assertThat(id).isNotEqualTo(Trace.id(request(traceparent))).isNotEqualTo("0".repeat(32));
    }

    private static MockServerWebExchange request(String traceparent) {
        return MockServerWebExchange.from(
                MockServerHttpRequest.get("/api/rooms").header("traceparent", traceparent));
    }
}
