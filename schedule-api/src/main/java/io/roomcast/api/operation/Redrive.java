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
import io.roomcast.model.event.Topics;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Transactions;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
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

    /** @throws ProblemException CONFLICT for one that would be a dead letter again, or was answered; no dry run changes anything */
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
        try {
            IncomingEvent event = types.check(topic, letter);
            return topic.equals(Topics.SCHEDULE_COMMANDS)
                    ? backlog.isAnswered(event.source(), event.id())
                            .map(answered -> judged(answered ? Verdict.ANSWERED : Verdict.READABLE, null))
                    : Mono.just(judged(Verdict.READABLE, null));
        } catch (BadEventException e) {
            return Mono.just(judged(Verdict.UNREADABLE, e.getMessage()));
        }
    }

    private static RedriveResponse judged(Verdict verdict, @Nullable String detail) {
        return new RedriveResponse(verdict, false, detail);
    }

    private Mono<RedriveResponse> send(
            Caller caller, RedriveRequest asked, ConsumerRecord<String, byte[]> letter, RedriveResponse judged) {
        if (judged.verdict() != Verdict.READABLE) {
            String why = judged.detail() == null ? "It was answered already; send another" : judged.detail();
            return Mono.error(ProblemException.of(ProblemKind.CONFLICT, why));
        }
        var headers = new RecordHeaders();
        letter.headers().forEach(header -> {
            if (!header.key().startsWith(ADDED)) {
                headers.add(header);
            }
        });
        var record = new ProducerRecord<>(asked.topic(), null, letter.key(), letter.value(), headers);
        // On record first: what is sent can no longer be taken back.
        return transactions.run(audit.done(
                        caller,
                        Subject.DEAD_LETTER,
                        asked.topic(),
                        Action.REDRIVEN,
                        FieldChange.told(Map.of("partition", asked.partition(), "offset", asked.offset())))
                .then(publisher.publish(List.of(record)))
                .thenReturn(new RedriveResponse(judged.verdict(), true, null)));
    }
}
