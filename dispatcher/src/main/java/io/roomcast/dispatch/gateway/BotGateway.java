package io.roomcast.dispatch.gateway;

import reactor.core.publisher.Mono;

/**
 * A way to send to a room of a phone.
 *
 * <p>The caller guarantees one send at a time per phone. No method fails with an error for what a phone may answer:
 * {@link #send} turns every answer, and every failure to get one, into an outcome.
 */
public interface BotGateway {
    GatewayKind kind();

    /** Whether the room's own log can be read, so that a part can become CONFIRMED. */
    boolean confirms();

    /**
     * The room's newest position now. Empty when this gateway cannot tell; an error when the phone does not answer.
     */
    Mono<String> baseline(Bot bot, String channelId);

    /** Asks the phone whether it could send. Empty when it could, else why not; never an error. Touches no room. */
    Mono<String> ailment(Bot bot);

    Mono<SendOutcome> send(Bot bot, String channelId, Delivery delivery);

    /**
     * Looks once for the delivery in the room's log after {@code baseline}. Emits the id of the row that shows it, or
     * nothing; an error when the phone does not answer.
     */
    Mono<String> find(Bot bot, String channelId, String baseline, Delivery delivery);
}
