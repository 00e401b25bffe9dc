package io.roomcast.api.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.roomcast.api.WebhookReceiver;
import io.roomcast.api.WebhookReceiver.Call;
import io.roomcast.api.channel.NoticeSender.NotDelivered;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSenderTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PAYLOAD = "{\"type\":\"alert.test\",\"말\":\"한국어\"}";

    private final WebhookSender anywhere = new WebhookSender(new ChannelProperties(true));
    private final WebhookSender publicOnly = new WebhookSender(new ChannelProperties(false));
    private final WebhookReceiver receiver = new WebhookReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void isSignedAsTheStandardHasIt() throws Exception {
        send(anywhere, receiver.url());

        Call call = receiver.calls().get(0);
        assertThat(call.body()).isEqualTo(PAYLOAD);
        assertThat(call.id()).isEqualTo("msg_1");
        // Throws when it does not fit.
        call.verify(SECRET);
        assertThatThrownBy(() -> call.verify(SECRET, PAYLOAD + " ")).isInstanceOf(WebhookVerificationException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 500, 503})
    void anythingButSuccessIsAFailureThatMayPass(int answer) {
        receiver.answer(answer);

        assertThatThrownBy(() -> send(anywhere, receiver.url())).isInstanceOfSatisfying(NotDelivered.class, failure -> {
            assertThat(failure).hasMessage("HTTP " + answer);
            assertThat(failure.isForGood()).isFalse();
        });
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void goneIsForGood() {
        receiver.answer(410);

        assertThatThrownBy(() -> send(anywhere, receiver.url()))
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
        assertThat(receiver.calls()).isEmpty();
    }

    /** The dot at its end hides the name from the rule for names, not from the resolver. */
    @Test
    void aNameOfAPrivateAddressIsNotCalled() {
        assertThatThrownBy(() -> send(publicOnly, "https://localhost.:" + receiver.port() + "/"))
                .isInstanceOf(NotDelivered.class)
                .hasMessageContaining("UnknownHost");
        assertThat(receiver.calls()).isEmpty();
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

    private static void send(WebhookSender sender, String url) {
        sender.send(new Notice("msg_1", Instant.now(), PAYLOAD, "channel", url, SECRET))
                .block();
    }
}
