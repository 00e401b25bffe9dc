package io.roomcast.api.channel;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Every way to tell somebody, by its kind. */
@Component
class Senders {
    private final Map<String, NoticeSender> byKind;

    Senders(List<NoticeSender> senders) {
        this.byKind = senders.stream().collect(Collectors.toMap(NoticeSender::kind, Function.identity()));
    }

    /** @throws NoticeSender.NotDelivered when it was not */
    Mono<Void> send(String kind, Notice notice) {
        return Objects.requireNonNull(byKind.get(kind), kind).send(notice);
    }
}
