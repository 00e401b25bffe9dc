package io.roomcast.model.event;

import io.roomcast.model.time.WorkLoop;
import java.time.Clock;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

@EnableKafka
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({KafkaProperties.class, EventProperties.class})
class EventConfiguration {
    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    EventTypes eventTypes(EventCodec codec) {
        return new EventTypes(codec);
    }

    @Bean
    NewTopics roomcastTopics(EventProperties properties) {
        return new NewTopics(Topics.all().stream()
                .flatMap(topic -> Stream.of(topic, topic + Topics.DEAD_LETTER_SUFFIX))
                .map(topic -> new NewTopic(topic, properties.partitions(), (short) properties.replicationFactor()))
                .toArray(NewTopic[]::new));
    }

    @Bean
    KafkaTemplate<String, byte[]> eventTemplate(KafkaProperties properties) {
        var settings = properties.buildProducerProperties(null);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        return new KafkaTemplate<>(
                new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new ByteArraySerializer()));
    }

    @Bean
    EventPublisher eventPublisher(KafkaTemplate<String, byte[]> eventTemplate) {
        return new EventPublisher(eventTemplate);
    }

    @Bean
    ConsumerFactory<String, byte[]> eventConsumers(KafkaProperties properties) {
        var settings = properties.buildConsumerProperties(null);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        settings.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.putIfAbsent(CommonClientConfigs.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.putIfAbsent(CommonClientConfigs.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        return new DefaultKafkaConsumerFactory<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Listeners take a record at a time, synchronously. One that can never be handled goes to the dead letter; any other
     * failure is tried again without end, as skipping it would lose it.
     */
    @Bean
    ConcurrentKafkaListenerContainerFactory<String, byte[]> eventListeners(
            ConsumerFactory<String, byte[]> eventConsumers, KafkaTemplate<String, byte[]> eventTemplate) {
        var factory = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
        factory.setConsumerFactory(eventConsumers);
        factory.setCommonErrorHandler(errorHandler(eventTemplate));
        factory.getContainerProperties().setStopImmediate(true);
        factory.getContainerProperties().setMissingTopicsFatal(false);
        return factory;
    }

    @Bean
    WorkLoop kafkaRenewal(
            Clock machineClock, KafkaListenerEndpointRegistry listeners, KafkaTemplate<String, byte[]> eventTemplate) {
        var renewal = new ClientRenewal(machineClock, listeners, eventTemplate.getProducerFactory());
        return new WorkLoop("kafka-renewal", renewal::look, WorkLoop.EARLIEST_PHASE);
    }

    private static DefaultErrorHandler errorHandler(KafkaTemplate<String, byte[]> template) {
        var backOff = new ExponentialBackOff(500, 2);
        backOff.setMaxInterval(10_000);
        var handler = new DefaultErrorHandler(new DeadLetters(template), backOff);
        handler.addNotRetryableExceptions(BadEventException.class);
        return handler;
    }
}
