package io.roomcast.faults;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message that was asked for, and what was answered. Written by whoever asked, read by the judge.
 *
 * <p>Its text names it, and nothing else has that text: {@code m-17}, after a change {@code m-17 changed}.
 */
final class Asked {
    private static final String CHANGED = " changed";

    /** How it was asked for. */
    enum By {
        /** A schedule over the API. */
        API,
        /** A schedule by an event. */
        COMMAND,
        /** A message to be sent at once, by an event. */
        MESSAGE
    }

    final int number;
    final By by;
    final long room;
    final List<Instant> dues;
    final boolean withPicture;

    /** When it was known that it will be done; null: never answered. */
    volatile @Nullable Instant accepted;

    volatile @Nullable String refused;
    volatile long schedule;
    volatile @Nullable String pictureSha;
    volatile @Nullable Instant changed;
    volatile boolean changeAsked;
    volatile @Nullable Instant cancelled;
    volatile @Nullable Instant cancelAsked;
    volatile boolean inFlight;

    /** @param room id @param dues when it is due, known by the one who asks; empty: at once */
    Asked(int number, By by, long room, List<Instant> dues, boolean withPicture) {
        this.number = number;
        this.by = by;
        this.room = room;
        this.dues = List.copyOf(dues);
        this.withPicture = withPicture;
    }

    String text() {
        return "m-" + number;
    }

    String changedText() {
        return text() + CHANGED;
    }

    static String original(String text) {
        return text.endsWith(CHANGED) ? text.substring(0, text.length() - CHANGED.length()) : text;
    }

    @Override
    public String toString() {
        return text() + " (" + by + ", room " + room + ", due " + dues + ")";
    }
}
