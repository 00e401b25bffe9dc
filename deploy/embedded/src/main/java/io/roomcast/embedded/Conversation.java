package io.roomcast.embedded;

import io.roomcast.embedded.WireTap.Trap;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One connection of a process to a server, by way of a {@link WireTap}. */
final class Conversation {
    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_WORD = 200;

    private final Socket client;
    private final Socket server;
    private final Disturbance disturbance;
    private final AtomicReference<@Nullable Trap> armed;
    private final AtomicLong answered = new AtomicLong();
    private volatile @Nullable Trap awaitingAnswer;
    private @Nullable Trap followed;
    private int heard;
    private String tail = "";

    /** @param armed the tap's trap, for whichever conversation comes to it first */
    Conversation(Socket client, Socket server, Disturbance disturbance, AtomicReference<@Nullable Trap> armed) {
        this.client = client;
        this.server = server;
        this.disturbance = disturbance;
        this.armed = armed;
    }

    /** What the process says, until either side hangs up. */
    void passUp() {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = client.getInputStream();
                OutputStream out = server.getOutputStream()) {
            int count;
            boolean cut = false;
            while ((count = in.read(buffer)) >= 0) {
                cut = cut || springs(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                if (!cut) {
                    disturbance.await(count);
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            // Either side hung up.
        }
    }

    /** What the server answers, until either side hangs up. */
    void passDown() {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream()) {
            int count;
            while ((count = in.read(buffer)) >= 0) {
                Trap trap = awaitingAnswer;
                if (trap != null) {
                    awaitingAnswer = null;
                    trap.spring();
                }
                disturbance.await(count);
                if (disturbance.ends(answered, count)) {
                    disturbance.note(1);
                    out.write(buffer, 0, count / 2);
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // Either side hung up.
        }
    }

    /** Returns whether what was heard, and all that follows, is kept back. */
    private boolean springs(String piece) {
        Trap trap = armed.get();
        if (trap != followed) {
            followed = trap;
            heard = 0;
            tail = "";
        }
        if (trap == null) {
            return false;
        }
        String text = tail + piece;
        int at;
        while (heard < trap.words().size() && (at = text.indexOf(trap.words().get(heard))) >= 0) {
            text = text.substring(at + trap.words().get(heard).length());
            heard++;
        }
        tail = text.substring(Math.max(0, text.length() - LONGEST_WORD));
        if (heard < trap.words().size() || !armed.compareAndSet(trap, null)) {
            return false;
        }
        if (trap.onAnswer()) {
            awaitingAnswer = trap;
            return false;
        }
        trap.spring();
        return true;
    }

    void hangUp() {
        quietly(client);
        quietly(server);
    }

    static void quietly(Closeable what) {
        try {
            what.close();
        } catch (IOException e) {
            // Closed is closed.
        }
    }
}
