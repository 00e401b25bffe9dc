package io.roomcast.embedded;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What becomes of that which a {@link WireTap} passes on, now; and how often it was felt. */
final class Disturbance {
    private static final State NONE = new State(Kind.NONE, 0);

    private final AtomicInteger felt = new AtomicInteger();
    private volatile State state = NONE;

    private enum Kind {
        NONE,
        CUT,
        HELD,
        LATE,
        NARROW,
        SHORT
    }

    /** @param amount milliseconds of LATE, bytes a second of NARROW, bytes of SHORT */
    private record State(Kind kind, long amount) {}

    void cut() {
        state = new State(Kind.CUT, 0);
    }

    void hold() {
        state = new State(Kind.HELD, 0);
    }

    void delay(Duration by) {
        state = new State(Kind.LATE, by.toMillis());
    }

    void throttle(int bytesPerSecond) {
        state = new State(Kind.NARROW, bytesPerSecond);
    }

    void endAfter(long bytes) {
        state = new State(Kind.SHORT, bytes);
    }

    /** What was held goes on its way. */
    synchronized void end() {
        state = NONE;
        notifyAll();
    }

    boolean isCut() {
        return state.kind() == Kind.CUT;
    }

    /** Whether a conversation ends with an answer of so many bytes. @param answered since conversations are to end */
    boolean ends(AtomicLong answered, int bytes) {
        State now = state;
        return now.kind() == Kind.SHORT && answered.addAndGet(bytes) > now.amount();
    }

    /** Returns when so many bytes may go on. */
    void await(int bytes) {
        State now = state;
        switch (now.kind()) {
            case HELD -> awaitEnd();
            case LATE -> rest(now.amount());
            case NARROW -> rest(bytes * 1_000L / now.amount());
            default -> {}
        }
    }

    /** It was felt so many times. */
    void note(int times) {
        felt.addAndGet(times);
    }

    int felt() {
        return felt.get();
    }

    private synchronized void awaitEnd() {
        note(1);
        while (state.kind() == Kind.HELD) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void rest(long millis) {
        note(1);
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
