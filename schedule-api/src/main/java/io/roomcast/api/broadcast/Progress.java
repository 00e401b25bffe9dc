package io.roomcast.api.broadcast;

/**
 * How many of its rooms stand where.
 *
 * @param notStarted not sent yet, or never @param open waiting or being sent
 */
public record Progress(
        int total,
        int notStarted,
        int open,
        int success,
        int partial,
        int failed,
        int unknown,
        int expired,
        int cancelled) {
    static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0, 0, 0);

    boolean isOver() {
        return open == 0;
    }
}
