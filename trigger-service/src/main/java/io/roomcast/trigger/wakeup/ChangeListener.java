package io.roomcast.trigger.wakeup;

import io.roomcast.model.time.WorkLoop;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * A saved schedule may be due sooner than what the claim loop sleeps for.
 *
 * <p>Every replica hears every change (a group of its own, from the end of the topic): whichever wakes first claims.
 */
@Component
class ChangeListener {
    private final WorkLoop claimLoop;

    ChangeListener(@Qualifier("claimLoop") WorkLoop claimLoop) {
        this.claimLoop = claimLoop;
    }

    @KafkaListener(
            topics = "roomcast.schedule.changes.v1",
            groupId = "trigger-wakeup-#{T(java.util.UUID).randomUUID()}",
            containerFactory = "eventListeners",
            properties = {"auto.offset.reset=latest", "enable.auto.commit=false"})
    void onChange(ConsumerRecord<String, byte[]> change) {
        claimLoop.wake();
    }
}
