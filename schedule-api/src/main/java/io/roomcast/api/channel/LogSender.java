package io.roomcast.api.channel;

import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Into the service's own log, for whoever watches that. */
@Slf4j
@Component
class LogSender implements NoticeSender {
    @Override
    public String kind() {
        return "log";
    }

    @Override
    public Mono<Void> send(Notice notice) {
        return Mono.fromRunnable(() -> log.warn("Alert: {}", notice.payload()));
    }
}
