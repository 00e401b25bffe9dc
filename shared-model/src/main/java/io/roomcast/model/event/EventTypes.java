package io.roomcast.model.event;

import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which events each topic takes. */
@RequiredArgsConstructor
public final class EventTypes {
    private static final Map<String, Map<String, Class<? extends EventPayload>>> OF_TOPICS = Map.of(
            Topics.SCHEDULE_COMMANDS, Map.of(ScheduleCommandEvent.TYPE, ScheduleCommandEvent.class),
            Topics.SCHEDULE_CHANGES,
                    Map.of(
                            ScheduleChangedEvent.TYPE,
                            ScheduleChangedEvent.class,
                            CommandResultEvent.TYPE,
                            CommandResultEvent.class),
            Topics.DISPATCH_DUE,
                    Map.of(DueEvent.TYPE, DueEvent.class, MessageRequestedEvent.TYPE, MessageRequestedEvent.class),
            Topics.DISPATCH_RESULTS, Map.of(SendResultEvent.TYPE, SendResultEvent.class));

    private final EventCodec codec;

    /**
     * The event, where a reader of the topic could read it. What it says is not judged.
     *
     * @throws BadEventException naming the field and the rule
     */
    public IncomingEvent check(String topic, ConsumerRecord<String, byte[]> record) {
        IncomingEvent event = codec.read(record);
        Class<? extends EventPayload> payload =
                OF_TOPICS.getOrDefault(topic, Map.of()).get(event.type());
        if (payload == null) {
            throw new BadEventException("type: " + topic + " does not take " + event.type());
        }
        codec.payload(event, payload);
        return event;
    }
}
