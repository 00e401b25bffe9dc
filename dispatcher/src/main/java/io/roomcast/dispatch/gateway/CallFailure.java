package io.roomcast.dispatch.gateway;

import io.netty.channel.ConnectTimeoutException;
import io.roomcast.model.occurrence.ReasonDetail;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Why a call to a phone got no good answer.
 *
 * @param beforeAnyByte whether nothing of it can have reached the phone
 * @param words as a {@link ReasonDetail}, or what the phone said; without addresses
 */
public record CallFailure(boolean beforeAnyByte, String words) {
    private record Known(Class<? extends Throwable> type, ReasonDetail detail) {}

    private static final List<Known> BEFORE_ANY_BYTE = List.of(
            new Known(ConnectTimeoutException.class, ReasonDetail.TOO_LONG),
            new Known(ConnectException.class, ReasonDetail.UNREACHABLE),
            new Known(NoRouteToHostException.class, ReasonDetail.UNREACHABLE),
            new Known(UnknownHostException.class, ReasonDetail.UNKNOWN_HOST),
            new Known(SSLHandshakeException.class, ReasonDetail.NOT_SECURE));

    private static final List<Known> WITHOUT_ANSWER = List.of(
            new Known(TimeoutException.class, ReasonDetail.TOO_LONG),
            new Known(io.netty.handler.timeout.TimeoutException.class, ReasonDetail.TOO_LONG),
            new Known(DataBufferLimitException.class, ReasonDetail.TOO_LARGE),
            new Known(DecodingException.class, ReasonDetail.UNREADABLE),
            new Known(IOException.class, ReasonDetail.CUT));

    public static CallFailure of(Throwable failure) {
        if (failure instanceof WebClientResponseException answer
                && answer.getStatusCode().isError()) {
            return new CallFailure(false, "HTTP " + answer.getStatusCode().value());
        }
        return known(failure, BEFORE_ANY_BYTE)
                .map(why -> new CallFailure(true, ReasonDetail.NO_CONNECTION.of(why.of())))
                .or(() -> known(failure, WITHOUT_ANSWER)
                        .map(why -> new CallFailure(false, ReasonDetail.NO_ANSWER.of(why.of()))))
                .orElseGet(() -> new CallFailure(false, said(failure)));
    }

    private static String said(Throwable failure) {
        if (failure instanceof WebClientResponseException answer) {
            return ReasonDetail.UNREADABLE_BODY.of(answer.getStatusCode().value());
        }
        return failure instanceof IllegalStateException && failure.getMessage() != null
                ? failure.getMessage()
                : ReasonDetail.NO_ANSWER.of(causes(failure)
                        .reduce(failure, (outer, inner) -> inner)
                        .getClass()
                        .getSimpleName());
    }

    /** Of the outermost cause that is among them: what is behind it is how it came about. */
    private static Optional<ReasonDetail> known(Throwable failure, List<Known> among) {
        return causes(failure)
                .flatMap(cause ->
                        among.stream().filter(it -> it.type().isInstance(cause)).limit(1))
                .map(Known::detail)
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
