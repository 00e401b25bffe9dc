package io.roomcast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Processes that hold what they hold and do nothing, as on a machine that stalls. By POSIX signals. */
public final class Frozen {
    private Frozen() {}

    public static void freeze(long pid) {
        signal("-STOP", pid);
    }

    /** It goes on as if nothing had been. */
    public static void thaw(long pid) {
        signal("-CONT", pid);
    }

    private static void signal(String signal, long pid) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(pid))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
