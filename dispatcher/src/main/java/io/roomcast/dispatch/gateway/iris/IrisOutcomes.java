package io.roomcast.dispatch.gateway.iris;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.dispatch.gateway.CallFailure;
import io.roomcast.dispatch.gateway.SendOutcome;
import io.roomcast.dispatch.gateway.SendOutcome.Accepted;
import io.roomcast.dispatch.gateway.SendOutcome.Ambiguous;
import io.roomcast.dispatch.gateway.SendOutcome.NotAccepted;
import io.roomcast.dispatch.gateway.SendOutcome.Rejected;
import io.roomcast.model.occurrence.ReasonDetail;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/**
 * The class of every answer to {@code /reply}.
 *
 * <p>Iris answers any exception with 500 and says nothing of whether it had queued the message before: ambiguous.
 */
final class IrisOutcomes {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private IrisOutcomes() {}

    static Mono<SendOutcome> read(ClientResponse response) {
        int status = response.statusCode().value();
        if (response.statusCode().is2xxSuccessful()) {
            return response.bodyToMono(JsonNode.class)
                    .map(IrisOutcomes::ofBody)
                    .defaultIfEmpty(new Ambiguous(ReasonDetail.NO_BODY.of(status)))
                    .onErrorResume(unreadable -> Mono.just(new Ambiguous(ReasonDetail.UNREADABLE_BODY.of(status))));
        }
        return response.releaseBody()
                .onErrorComplete()
                .thenReturn(ofStatus(status, response.headers().asHttpHeaders()));
    }

    /** A call that got no answer. */
    static SendOutcome ofFailure(Throwable failure) {
        var why = CallFailure.of(failure);
        return why.beforeAnyByte() ? new NotAccepted(why.words(), null) : new Ambiguous(why.words());
    }

    private static SendOutcome ofBody(JsonNode body) {
        JsonNode success = body.path("success");
        if (!success.isBoolean()) {
            return new Ambiguous(ReasonDetail.NO_VERDICT.of());
        }
        return success.booleanValue() ? new Accepted() : new Rejected(ReasonDetail.SAID_NO.of());
    }

    private static SendOutcome ofStatus(int status, HttpHeaders headers) {
        Duration retryAfter = retryAfter(headers.getFirst(HttpHeaders.RETRY_AFTER));
        if (status == TOO_MANY_REQUESTS || (status == UNAVAILABLE && retryAfter != null)) {
            return new NotAccepted("HTTP " + status, retryAfter);
        }
        if (status >= 300 && status < 500) {
            return new Rejected("HTTP " + status);
        }
        return new Ambiguous("HTTP " + status);
    }

    /** Seconds only: the date form would mix the phone's clock in. */
    private static @Nullable Duration retryAfter(@Nullable String header) {
        return header != null && header.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }
}
