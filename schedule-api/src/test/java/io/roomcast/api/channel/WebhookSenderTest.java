package io.roomcast.api.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.roomcast.api.channel.NoticeSender.NotDelivered;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class WebhookSenderTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PAYLOAD = "{\"type\":\"alert.test\",\"말\":\"한국어\"}";

    private record Call(HttpHeaders headers, String body) {}

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final WebhookSender anywhere = new WebhookSender(new ChannelProperties(true));
    private final WebhookSender publicOnly = new WebhookSender(new ChannelProperties(false));
    private DisposableServer receiver;
    private volatile int status = 204;

    @BeforeEach
    void receive() {
        receiver = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString()
                        .doOnNext(body ->
                                calls.add(new Call(request.requestHeaders().copy(), body)))
                        .then(response.status(status)
                                .header("Location", "http://127.0.0.1:1/")
                                .send()))
                .bindNow();
    }

    @AfterEach
    void close() {
        receiver.disposeNow();
    }

    @Test
    void isSignedAsTheStandardHasIt() throws Exception {
        send(anywhere, url());

        Call call = calls.take();
        assertThat(call.body()).isEqualTo(PAYLOAD);
        assertThat(call.headers().get("webhook-id")).isEqualTo("msg_1");
        Map<String, List<String>> signed = Map.of(
                "webhook-id", call.headers().getAll("webhook-id"),
                "webhook-timestamp", call.headers().getAll("webhook-timestamp"),
                "webhook-signature", call.headers().getAll("webhook-signature"));
        // Throws when it does not fit.
        new Webhook(SECRET).verify(call.body(), signed);
        assertThatThrownBy(() -> new Webhook(SECRET).verify(call.body() + " ", signed))
                .isInstanceOf(com.standardwebhooks.exceptions.WebhookVerificationException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 500, 503})
    void anythingButSuccessIsAFailureThatMayPass(int answer) {
        status = answer;

        assertThatThrownBy(() -> send(anywhere, url())).isInstanceOfSatisfying(NotDelivered.class, failure -> {
            assertThat(failure).hasMessage("HTTP " + answer);
            assertThat(failure.isForGood()).isFalse();
        });
        assertThat(calls).hasSize(1);
    }

    @Test
    void goneIsForGood() {
        status = 410;

        assertThatThrownBy(() -> send(anywhere, url()))
                .isInstanceOfSatisfying(
                        NotDelivered.class,
                        failure -> assertThat(failure.isForGood()).isTrue());
    }

    @Test
    void nobodyThereIsAFailureThatNamesNoAddress() {
        assertThatThrownBy(() -> send(anywhere, "http://127.0.0.1:1/"))
                .isInstanceOf(NotDelivered.class)
                .hasMessageContaining("No answer")
                .hasMessageNotContaining("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://10.1.2.3/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[fd00::1]/",
                "https://[fe80::1]/",
                "https://100.64.0.1/",
                "https://0.0.0.0/",
                "https://localhost/",
                "https://db.internal/",
                "http://example.com/",
                "https://user:secret@example.com/",
                "ftp://example.com/",
                "https:///nowhere",
                "nonsense"
            })
    void whatOnlyThisServiceCanReachIsRefused(String url) {
        assertThat(WebhookUrls.isCallable(url, false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/hook?x=1", "https://8.8.8.8/", "https://[2606:4700::1111]:8443/a"})
    void thePublicInternetIsNot(String url) {
        assertThat(WebhookUrls.isCallable(url, false)).isTrue();
    }

    @Test
    void atTheCallTheUrlIsLookedAtAgain() {
        assertThatThrownBy(() -> send(publicOnly, "https://127.0.0.1:" + receiver.port() + "/"))
                .isInstanceOf(NotDelivered.class)
                .hasMessageContaining("public internet");
        assertThat(calls).isEmpty();
    }

    /** The dot at its end hides the name from the rule for names, not from the resolver. */
    @Test
    void aNameOfAPrivateAddressIsNotCalled() {
        assertThatThrownBy(() -> send(publicOnly, "https://localhost.:" + receiver.port() + "/"))
                .isInstanceOf(NotDelivered.class)
                .hasMessageContaining("UnknownHost");
        assertThat(calls).isEmpty();
    }

    /** A name may stand for anything: what it stands for is looked at when it is resolved. */
    @Test
    void aNameOfAPrivateAddressIsNotResolved() throws InterruptedException {
        var asked = InetSocketAddress.createUnresolved("localhost", 443);
        try (var resolver = new PublicResolver()) {
            var answer = resolver.getResolver(ImmediateEventExecutor.INSTANCE).resolve(asked);
            answer.await();
            assertThat(answer.cause()).isInstanceOf(UnknownHostException.class).hasMessageContaining("public internet");
        }
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.port() + "/hook";
    }

    private static void send(WebhookSender sender, String url) {
        Mono<Void> sent = sender.send(new Notice("msg_1", PAYLOAD, "channel", url, SECRET));
        sent.block();
    }
}
