package io.roomcast.api.command;

import io.roomcast.model.event.BadEventException;
import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.IncomingEvent;
import io.roomcast.model.event.Topics;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** One command after the other per partition; the offset moves when its result is on record. */
@Component
@RequiredArgsConstructor
class CommandListener {
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final EventCodec codec;
    private final Commands commands;

    @KafkaListener(
            topics = Topics.SCHEDULE_COMMANDS,
            groupId = "roomcast-api-commands",
            containerFactory = "eventListeners")
    void onCommand(ConsumerRecord<String, byte[]> record) {
        IncomingEvent event = codec.read(record);
        try {
            // The consumer's own thread is the one place that may wait.
            commands.execute(event)
                    .toFuture()
                    .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof BadEventException bad ? bad : e;
        }
    }
}
