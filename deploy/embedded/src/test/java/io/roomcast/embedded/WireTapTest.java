package io.roomcast.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A wire before a server that says everything back. */
@Timeout(20)
class WireTapTest {
    private ServerSocket server;
    private WireTap wire;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread echo = new Thread(this::sayEverythingBack);
        echo.setDaemon(true);
        echo.start();
        wire = WireTap.on("127.0.0.1:" + server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        wire.close();
        server.close();
    }

    @Test
    void passesEverythingOn() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, "hello")).isEqualTo("hello");
        }
        assertThat(wire.disturbed()).isZero();
    }

    @Test
    void whatIsHeldGoesOnWhenMended() throws Exception {
        try (Socket client = connect()) {
            wire.hold();
            var answer = CompletableFuture.supplyAsync(() -> ask(client, "hello"));

            assertThat(answer).isNotDone();
            wire.mend();

            assertThat(answer.get()).isEqualTo("hello");
        }
    }

    @Test
    void aSlowWireTakesItsTimeInEachDirection() throws IOException {
        try (Socket client = connect()) {
            wire.delay(Duration.ofMillis(150));
            long start = System.nanoTime();

            assertThat(ask(client, "hello")).isEqualTo("hello");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
        assertThat(wire.disturbed()).isEqualTo(2);
    }

    @Test
    void aNarrowWireTakesLongerForMore() throws IOException {
        try (Socket client = connect()) {
            wire.throttle(100);
            long start = System.nanoTime();

            assertThat(ask(client, "x".repeat(30))).hasSize(30);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
        }
    }

    @Test
    void anAnswerEndsInItsMiddle() throws IOException {
        try (Socket client = connect()) {
            wire.endAfter(10);

            assertThat(ask(client, "0123456789abcdef")).isEqualTo("01234567");
        }
        assertThat(wire.disturbed()).isEqualTo(1);
    }

    @Test
    void aCutWireEndsWhatIsThereAndRefusesWhatComes() throws IOException {
        try (Socket before = connect()) {
            assertThat(ask(before, "hello")).isEqualTo("hello");
            wire.cut();

            assertThat(before.getInputStream().read()).isEqualTo(-1);
            try (Socket after = connect()) {
                assertThat(after.getInputStream().read()).isEqualTo(-1);
            }
        }
        assertThat(wire.disturbed()).isEqualTo(2);
    }

    private Socket connect() throws IOException {
        return new Socket("127.0.0.1", Integer.parseInt(wire.address().split(":")[1]));
    }

    /** As much of the same as comes back. */
    private static String ask(Socket client, String words) {
        try {
            client.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = client.getInputStream().readNBytes(words.length());
            return new String(answer, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sayEverythingBack() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                var talk = new Thread(() -> {
                    try (client) {
                        client.getInputStream().transferTo(client.getOutputStream());
                    } catch (IOException e) {
                        // The wire was cut.
                    }
                });
                talk.setDaemon(true);
                talk.start();
            } catch (IOException e) {
                return;
            }
        }
    }
}
