package io.roomcast.api.channel;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * A POST to an address of the customer's, signed as Standard Webhooks 1.0 wants it (standardwebhooks.com): {@code webhook-id},
 * {@code webhook-timestamp}, {@code webhook-signature: v1,…}. Any 2xx is a success; 410 ends it for good.
 *
 * <p>Follows no redirect, reads no body, and goes to public addresses alone.
 */
@Component
class WebhookSender implements NoticeSender {
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int CONNECT_MILLIS = 5_000;

    private final HttpClient http;
    private final ChannelProperties properties;

    WebhookSender(ChannelProperties properties) {
        this.properties = properties;
        HttpClient client = HttpClient.create(ConnectionProvider.newConnection())
                .disableRetry(true)
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .responseTimeout(LONGEST);
        this.http = properties.privateAddresses() ? client : client.resolver(new PublicResolver());
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public Mono<Void> send(Notice notice) {
        return Mono.defer(() -> post(notice))
                .timeout(LONGEST)
                .onErrorMap(failure -> !(failure instanceof NotDelivered), WebhookSender::noAnswer)
                .flatMap(WebhookSender::judge);
    }

    private Mono<HttpClientResponse> post(Notice notice) {
        URI url = URI.create(Objects.requireNonNull(notice.url()));
        if (!properties.privateAddresses() && PublicAddresses.isForbidden(url)) {
            return Mono.error(new NotDelivered("Not an address of the public internet", false));
        }
        return http.headers(headers -> sign(headers, notice))
                .post()
                .uri(url)
                .send(ByteBufFlux.fromString(Mono.just(notice.payload())))
                .response();
    }

    private static void sign(HttpHeaders headers, Notice notice) {
        long at = notice.at().getEpochSecond();
        try {
            headers.set("webhook-id", notice.eventId())
                    .set("webhook-timestamp", at)
                    .set(
                            "webhook-signature",
                            new Webhook(Objects.requireNonNull(notice.secret()))
                                    .sign(notice.eventId(), at, notice.payload()))
                    .set("content-type", "application/json")
                    .set("user-agent", "Roomcast");
        } catch (WebhookSigningException | EmptyWebhookSecretException e) {
            throw new IllegalStateException("The channel has no usable secret", e);
        }
    }

    private static NotDelivered noAnswer(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new NotDelivered("No answer: " + cause.getClass().getSimpleName(), false);
    }

    private static Mono<Void> judge(HttpClientResponse response) {
        HttpResponseStatus status = response.status();
        return status.codeClass() == io.netty.handler.codec.http.HttpStatusClass.SUCCESS
                ? Mono.empty()
                : Mono.error(new NotDelivered("HTTP " + status.code(), status.equals(HttpResponseStatus.GONE)));
    }
}
