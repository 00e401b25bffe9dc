package io.roomcast.dispatch.intake;

import io.roomcast.dispatch.lane.LaneProperties;
import io.roomcast.dispatch.lane.RoomLanes;
import io.roomcast.model.event.BadEventException;
import io.roomcast.model.event.DueEvent;
import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.IncomingEvent;
import io.roomcast.model.event.MessageRequestedEvent;
import io.roomcast.model.event.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;

/** Takes records one by one, never longer than one short write: the partition waits half a second for a room, at most. */
@Configuration
class DueListener {
    private static final String GROUP = "roomcast-dispatcher";

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> dueContainer(
            ConcurrentKafkaListenerContainerFactory<String, byte[]> eventListeners,
            Partitions partitions,
            LaneProperties properties,
            EventCodec codec,
            RoomLanes lanes,
            RequestedMessages messages) {
        var container = eventListeners.createContainer(Topics.DISPATCH_DUE);
        container.getContainerProperties().setGroupId(GROUP);
        container.getContainerProperties().setConsumerRebalanceListener(partitions);
        container.getContainerProperties().setMessageListener((MessageListener<String, byte[]>)
                record -> handle(record, codec, lanes, messages));
        if (!properties.instance().isEmpty()) {
            // A static member gets its partitions back when it returns, without a rebalance.
            container
                    .getContainerProperties()
                    .getKafkaConsumerProperties()
                    .setProperty(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, properties.instance());
        }
        return container;
    }

    private static void handle(
            ConsumerRecord<String, byte[]> record, EventCodec codec, RoomLanes lanes, RequestedMessages messages) {
        IncomingEvent event = codec.read(record);
        switch (event.type()) {
            case DueEvent.TYPE ->
                lanes.wake(codec.payload(event, DueEvent.class).roomId());
            case MessageRequestedEvent.TYPE ->
                lanes.wake(messages.accept(event, codec.payload(event, MessageRequestedEvent.class)));
            default ->
                throw new BadEventException("type: not one of " + DueEvent.TYPE + ", " + MessageRequestedEvent.TYPE);
        }
    }
}
