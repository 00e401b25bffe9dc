package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A browser sends its next request on the same connection the moment it has read an answer; it must get one, too. */
class KeepAliveIT extends ApiTest {
    /** Of the server this was written against, 5 of 100 such requests were never answered. */
    private static final int CONNECTIONS = 300;

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String END_OF_HEAD = "\r\n\r\n";

    static Stream<String> refused() {
        String body = "{\"name\":\"x\",\"body\":\"y\"}";
        return Stream.of(
                "GET /api/rooms HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /api/templates HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + END_OF_HEAD + body);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theRequestAfterARefusalIsAnswered(String refused) throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.setTcpNoDelay(true);
                send(socket, refused);
                assertThat(headOf(socket)).startsWith("HTTP/1.1 401");

                send(socket, "GET /api/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .contains("HTTP/1.1 401");
            }
        }
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static String headOf(Socket socket) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith(END_OF_HEAD)) {
            int next = socket.getInputStream().read();
            assertThat(next).as("the connection stays open").isNotNegative();
            head.write(next);
        }
        return head.toString(StandardCharsets.UTF_8);
    }
}
