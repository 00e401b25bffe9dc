package io.roomcast.trigger.wakeup;

import io.roomcast.model.event.EventCodec;
import io.roomcast.model.time.WorkLoop;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * A saved schedule may be due sooner than what the claim loop sleeps for.
 *
 * <p>Every replica hears every change (a group of its own, from the end of the topic): whichever wakes first claims. What a
 * change says is not needed, as the database knows, so that one of a newer version is as good; what is no event at all goes to the
 * dead letters, once of each replica.
 */
@Component
class ChangeListener {
    private final WorkLoop claimLoop;
    private final EventCodec codec;

    ChangeListener(@Qualifier("claimLoop") WorkLoop claimLoop, EventCodec codec) {
        this.claimLoop = claimLoop;
        this.codec = codec;
    }

    @KafkaListener(
            topics = "roomcast.schedule.changes.v1",
            groupId = "trigger-wakeup-#{T(java.util.UUID).randomUUID()}",
            containerFactory = "eventListeners",
            properties = {"auto.offset.reset=latest", "enable.auto.commit=false"})
    void onChange(ConsumerRecord<String, byte[]> change) {
        claimLoop.wake();
        codec.read(change);
    }
}
