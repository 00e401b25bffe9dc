package io.roomcast.model.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * Records that a listener takes together.
 *
 * <p>Where one of them cannot be read, those before it are handled, it goes to the dead letters, and those after it come
 * again.
 */
public final class EventBatch {
    /** Listener properties for work that may be half a second late, to be done for many records at once. */
    public static final String GATHER_MIN_BYTES = "fetch.min.bytes=1000000";

    public static final String GATHER_FOR = "fetch.max.wait.ms=500";

    private EventBatch() {}

    public static <T extends EventPayload> void handle(
            List<ConsumerRecord<String, byte[]>> records, EventCodec codec, Class<T> type, Consumer<List<T>> work) {
        var payloads = new ArrayList<T>();
        for (int i = 0; i < records.size(); i++) {
            try {
                payloads.add(codec.payload(codec.read(records.get(i)), type));
            } catch (BadEventException e) {
                work.accept(payloads);
                throw new BatchListenerFailedException(String.valueOf(e.getMessage()), e, i);
            }
        }
        work.accept(payloads);
    }
}
