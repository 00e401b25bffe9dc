package io.roomcast.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;

/**
 * Looks for new rows every {@code db_polling_rate}, tells those who listen at {@code /ws} and posts to
 * {@code web_server_endpoint}. No replay, no retry; a listener that reads slowly stalls the polling for all.
 */
final class Observer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration STALL = Duration.ofMillis(5);
    private static final Duration LONGEST_POST = Duration.ofSeconds(5);

    private final ChatLog chatLog;
    private final Config config;
    private final Sinks.Many<String> frames = Sinks.many().multicast().directAllOrNothing();
    private final Disposable polling;
    private volatile boolean closed;
    private long last;

    Observer(ChatLog chatLog, Config config) {
        this.chatLog = chatLog;
        this.config = config;
        this.last = newest();
        this.polling = Mono.fromRunnable(this::poll)
                .then(Mono.defer(() -> Mono.delay(config.polling(), Schedulers.boundedElastic())))
                .repeat()
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe();
    }

    Flux<String> frames() {
        return frames.asFlux();
    }

    private long newest() {
        return rows("SELECT COALESCE(MAX(_id), 0) AS _id FROM chat_logs", List.of()).stream()
                .mapToLong(row -> Long.parseLong(String.valueOf(row.get("_id"))))
                .findFirst()
                .orElse(0);
    }

    private void poll() {
        for (var row : rows("SELECT * FROM chat_logs WHERE _id > ? ORDER BY _id", List.of(Long.toString(last)))) {
            last = Long.parseLong(String.valueOf(row.get("_id")));
            String frame = frame(row);
            frames.emitNext(frame, this::waitForTheSlowest);
            post(frame);
        }
    }

    /** Whether to offer the frame again. */
    private boolean waitForTheSlowest(SignalType signal, Sinks.EmitResult result) {
        if (result != Sinks.EmitResult.FAIL_OVERFLOW || closed) {
            return false;
        }
        LockSupport.parkNanos(STALL.toNanos());
        return !closed;
    }

    private void post(String frame) {
        String endpoint = config.endpoint();
        if (endpoint.isEmpty()) {
            return;
        }
        HttpClient.create()
                .responseTimeout(LONGEST_POST)
                .headers(headers -> headers.set("Content-Type", "application/json"))
                .post()
                .uri(endpoint)
                .send(ByteBufFlux.fromString(Mono.just(frame)))
                .response()
                .onErrorComplete()
                .subscribe();
    }

    private String frame(Map<String, @Nullable String> row) {
        var frame = new TreeMap<String, @Nullable Object>();
        frame.put("msg", row.get("message"));
        frame.put("room", "톡방 " + row.get("chat_id"));
        frame.put("sender", String.valueOf(row.get("v")).contains("\"isMine\":true") ? config.botName() : "손님");
        frame.put("json", row);
        try {
            return JSON.writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Map<String, @Nullable String>> rows(String sql, List<String> bind) {
        try {
            return chatLog.query(sql, bind);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        polling.dispose();
        frames.tryEmitComplete();
    }
}
