package io.roomcast.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands have in common that send something at once: the wait for its end, the JSON, the exit codes. */
final class SendNow {
    static final String EXIT_CODES = """
            Prints the run as JSON. Exit code 0: the phone took every part (the JSON says which the room showed); 1: it ended otherwise; 4: the server refused (its problem is \
            printed); 5: the server cannot be reached; 6: it still waits (the JSON says for what and until when).""";

    private static final int ARRIVED = 0;
    private static final int ENDED_OTHERWISE = 1;
    static final int REFUSED = 4;
    static final int UNREACHABLE = 5;
    private static final int STILL_WAITING = 6;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = "--wait",
            defaultValue = "60",
            description = "Seconds to wait for its end (default: ${DEFAULT-VALUE})")
    private int seconds = 60;

    @Option(names = "--key", description = "Idempotency-Key: the same key sends once, however often it is tried")
    private String key = UUID.randomUUID().toString();

    String key() {
        return key;
    }

    ServerOptions server() {
        return server;
    }

    /** @param start asks for the run with a token and answers it */
    int send(Function<String, JsonNode> start) {
        try {
            String token = server.token();
            JsonNode started = start.apply(token);
            JsonNode run = awaitEnd(started, token);
            System.out.println(run);
            if (run.path("finishedAt").isMissingNode()) {
                return STILL_WAITING;
            }
            return run.path("state").asText().equals("SUCCESS") ? ARRIVED : ENDED_OTHERWISE;
        } catch (RefusedException e) {
            System.out.println(e.body());
            return REFUSED;
        } catch (UncheckedIOException e) {
            System.err.println("roomcast: " + e.getMessage());
            return UNREACHABLE;
        }
    }

    private JsonNode awaitEnd(JsonNode started, String token) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        JsonNode run = started;
        while (run.path("finishedAt").isMissingNode() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            try {
                run = Http.get(
                        server.uri("/api/occurrences/" + started.path("id").asLong()), token);
            } catch (RefusedException | UncheckedIOException e) {
                // It was accepted: whoever is told otherwise sends it twice.
                System.err.println("roomcast: looking again: " + e.getMessage());
            }
        }
        return run;
    }
}
