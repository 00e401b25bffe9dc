package io.roomcast.api.channel;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.channel.NoticeSender.NotDelivered;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells a channel something that did not happen, to see whether it arrives. */
@Component
@RequiredArgsConstructor
class Trials {
    private final DatabaseClient database;
    private final Channels channels;
    private final Senders senders;
    private final DatabaseClock clock;
    private final Audit audit;

    private record Target(
            String kind,
            String name,
            @Nullable String url,
            @Nullable String secret) {}

    private record Payload(String type, Instant timestamp, Data data) {
        record Data(long channelId, String channelName) {}
    }

    /** One try, now, of an inactive channel, too. */
    Mono<Trial> run(Caller caller, long id) {
        return channels.get(caller, id)
                .doOnNext(found -> caller.require(Right.CHANGE_ALERTS))
                .then(audit.done(caller, Subject.ALERT_CHANNEL, id, Action.TEST_SENT, List.of()))
                .then(Mono.defer(() -> target(id)))
                .flatMap(target -> send(id, target));
    }

    private Mono<Target> target(long id) {
        return database.sql("SELECT kind, name, url, secret FROM kb_alert_channel WHERE id = :id")
                .bind("id", id)
                .map(Rows.to(Target.class))
                .one();
    }

    private Mono<Trial> send(long id, Target target) {
        Instant now = clock.now();
        var payload = new Payload("alert.test", now, new Payload.Data(id, target.name()));
        var notice = new Notice(
                UUID.randomUUID().toString(),
                now,
                ContentJson.write(payload),
                target.name(),
                target.url(),
                target.secret());
        return senders.send(target.kind(), notice)
                .thenReturn(new Trial(true, null))
                .onErrorResume(NotDelivered.class, failure -> Mono.just(new Trial(false, failure.getMessage())));
    }
}
