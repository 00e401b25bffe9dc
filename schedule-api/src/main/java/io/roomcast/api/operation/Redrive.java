package io.roomcast.api.operation;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.operation.RedriveResponse.Verdict;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.event.BadEventException;
import io.roomcast.model.event.EventPublisher;
import io.roomcast.model.event.EventTypes;
import io.roomcast.model.event.IncomingEvent;
import io.roomcast.model.event.MessageRequestedEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Hands a dead letter to its topic again, with the key, the value and the headers that it came with: what an older release could
 * not read a newer one may. Its readers know an event again that they have handled.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class Redrive {
    /** Of those that tell why and from where it was set aside. */
    private static final String ADDED = "kafka_dlt-";

    private final DeadLetterBox box;
    private final EventTypes types;
    private final EventPublisher publisher;
    private final Backlog backlog;
    private final Transactions transactions;
    private final Audit audit;
    private final DatabaseClock clock;

    /** @throws ProblemException CONFLICT for whatever is not {@link Verdict#READABLE}; no dry run changes anything */
    Mono<RedriveResponse> redrive(Caller caller, RedriveRequest asked) {
        caller.require(Right.OPERATE);
        if (!Topics.all().contains(asked.topic())) {
            throw ProblemException.field("/topic", "not_one_of", String.join(", ", Topics.all()));
        }
        return box.find(asked.topic(), asked.partition(), asked.offset())
                .switchIfEmpty(Mono.error(
                        () -> ProblemException.field("/offset", "unknown", "No such dead letter, or no longer")))
                .flatMap(letter -> judge(asked.topic(), letter)
                        .flatMap(judged -> asked.dryRun() ? Mono.just(judged) : send(caller, asked, letter, judged)));
    }

    private Mono<RedriveResponse> judge(String topic, ConsumerRecord<String, byte[]> letter) {
        if (letter.headers().lastHeader(Topics.MASKED_HEADER) != null) {
            return judged(Verdict.MASKED, "It held a resident registration number; send another");
        }
        try {
            IncomingEvent event = types.check(topic, letter);
            if (topic.equals(Topics.SCHEDULE_COMMANDS)) {
                return backlog.isAnswered(event.source(), event.id())
                        .flatMap(answered -> answered
                                ? judged(Verdict.ANSWERED, "It was answered already; send another")
                                : judged(Verdict.READABLE, null));
            }
            return isLate(event, letter)
                    ? judged(Verdict.LATE, "It was to be sent at once, " + Instant.ofEpochMilli(letter.timestamp()))
                    : judged(Verdict.READABLE, null);
        } catch (BadEventException e) {
            return judged(Verdict.UNREADABLE, e.getMessage());
        }
    }

    /** It is taken as new: its window would begin now. */
    private boolean isLate(IncomingEvent event, ConsumerRecord<String, byte[]> letter) {
        return event.type().equals(MessageRequestedEvent.TYPE)
                && Instant.ofEpochMilli(letter.timestamp())
                        .plus(MessageRequestedEvent.WINDOW)
                        .isBefore(clock.now());
    }

    private static Mono<RedriveResponse> judged(Verdict verdict, @Nullable String detail) {
        return Mono.just(new RedriveResponse(verdict, false, detail));
    }

    private Mono<RedriveResponse> send(
            Caller caller, RedriveRequest asked, ConsumerRecord<String, byte[]> letter, RedriveResponse judged) {
        if (judged.verdict() != Verdict.READABLE) {
            return Mono.error(ProblemException.of(ProblemKind.CONFLICT, String.valueOf(judged.detail())));
        }
        var headers = new RecordHeaders();
        letter.headers().forEach(header -> {
            if (!header.key().startsWith(ADDED)) {
                headers.add(header);
            }
        });
        var record = new ProducerRecord<>(asked.topic(), null, letter.key(), letter.value(), headers);
        // On record first: what is sent can no longer be taken back.
        return transactions
                .run(audit.done(
                        caller,
                        Subject.DEAD_LETTER,
                        asked.topic(),
                        Action.REDRIVEN,
                        FieldChange.told(Map.of("partition", asked.partition(), "offset", asked.offset()))))
                .then(Transactions.shielded(publish(record)))
                .thenReturn(new RedriveResponse(judged.verdict(), true, null));
    }

    private Mono<Void> publish(ProducerRecord<String, byte[]> record) {
        return publisher.publish(List.of(record)).onErrorMap(failure -> {
            log.warn("A dead letter was not handed over again, as far as is known", failure);
            return ProblemException.of(ProblemKind.UNAVAILABLE, "The broker does not answer");
        });
    }
}
