package io.roomcast.simulator;

import java.nio.file.Path;
import java.time.Duration;

/**
 * @param folder where the chat log and the journal live
 * @param port 0 = any free one
 * @param textTakes from the queue to the room's log, for a text
 * @param imageTakes the same for an image: the share intent on the phone's screen
 * @param eachFurtherImageTakes for every image of a group after the first
 */
public record PhoneSettings(
        Path folder,
        int port,
        String host,
        long botId,
        Duration textTakes,
        Duration imageTakes,
        Duration eachFurtherImageTakes) {
    public static PhoneSettings of(Path folder, int port) {
        return new PhoneSettings(
                folder,
                port,
                "127.0.0.1",
                4_200_000_001L,
                Duration.ofMillis(10),
                Duration.ofMillis(250),
                Duration.ofMillis(60));
    }

    /** A phone that needs no time to send: for measuring everything but the phone. */
    public PhoneSettings instant() {
        return new PhoneSettings(folder, port, host, botId, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
}
