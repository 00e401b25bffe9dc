package io.roomcast.api.channel;

import reactor.core.publisher.Mono;

/** The port to the outside: a way to tell somebody. */
interface NoticeSender {
    /** As {@code kb_alert_channel.kind} has it. */
    String kind();

    /**
     * Completes when the other side has it; at most 20 s.
     *
     * @throws NotDelivered always, of what went wrong
     */
    Mono<Void> send(Notice notice);

    /** Says why, without secrets and addresses. */
    final class NotDelivered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean forGood;

        /** @param forGood whether the other side wants no more of it, ever */
        NotDelivered(String why, boolean forGood) {
            super(why);
            this.forGood = forGood;
        }

        boolean isForGood() {
            return forGood;
        }
    }
}
