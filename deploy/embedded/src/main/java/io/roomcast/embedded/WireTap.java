package io.roomcast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a process and a server and passes everything on.
 *
 * <p>It can be cut and mended, hold its breath, be slow or narrow, or end conversations after some bytes; and a trap acts at
 * the very point of a conversation at which given words have gone by. So a process can be killed or frozen between two given
 * steps, with no code for it in the product.
 */
public final class WireTap implements AutoCloseable {
    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final AtomicReference<@Nullable Trap> armed = new AtomicReference<>();
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
    private final Disturbance disturbance = new Disturbance();

    private WireTap(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        thread("tap", this::accept);
    }

    /** @param address of the server: {@code host:port} */
    public static WireTap on(String address) {
        try {
            int colon = address.lastIndexOf(':');
            return new WireTap(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code host:port} for the process. */
    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Acts before the last of {@code words} is passed on to the server; it never is. */
    public Trap before(Runnable action, String... words) {
        return arm(new Trap(action, false, List.of(words)));
    }

    /** Acts when the server has answered the last of {@code words}, before the process gets the answer. */
    public Trap after(Runnable action, String... words) {
        return arm(new Trap(action, true, List.of(words)));
    }

    /** Takes back a trap that has not sprung. */
    public void disarm() {
        armed.set(null);
    }

    /** Ends every conversation; until {@link #mend} new ones end as they begin. */
    public void cut() {
        disturbance.cut();
        endAll();
    }

    /** Ends every conversation once; new ones are passed on. */
    public void endAll() {
        disturbance.note(conversations.size());
        conversations.forEach(Conversation::hangUp);
    }

    /** Passes nothing on, in either direction, and ends nothing: a network that swallows packets. */
    public void hold() {
        disturbance.hold();
    }

    /** Passes every piece on so much later. */
    public void delay(Duration by) {
        disturbance.delay(by);
    }

    /** Passes so much on in a second, of each conversation and direction. */
    public void throttle(int bytesPerSecond) {
        disturbance.throttle(bytesPerSecond);
    }

    /** Ends each conversation in the middle of an answer, after so many bytes of answers. */
    public void endAfter(long bytes) {
        disturbance.endAfter(bytes);
    }

    /** What was held goes on its way. */
    public void mend() {
        disturbance.end();
    }

    /** How many conversations were ended or refused, and pieces kept back or passed on late, since the start. */
    public int disturbed() {
        return disturbance.felt();
    }

    private Trap arm(Trap trap) {
        armed.set(trap);
        return trap;
    }

    @Override
    public void close() {
        mend();
        Conversation.quietly(listener);
        conversations.forEach(Conversation::hangUp);
    }

    /** Springs once, on the first connection on which all its words went by in their order. */
    public static final class Trap {
        private final Runnable action;
        private final boolean onAnswer;
        private final List<String> words;
        private final CountDownLatch sprung = new CountDownLatch(1);

        private Trap(Runnable action, boolean onAnswer, List<String> words) {
            this.action = action;
            this.onAnswer = onAnswer;
            this.words = words;
        }

        /** Fails when the point was not reached in time. */
        public void await(long seconds) {
            try {
                if (!sprung.await(seconds, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("Never reached: " + words);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** What has to go by, in this order. */
        List<String> words() {
            return words;
        }

        /** Whether it acts when the last of them was answered. */
        boolean onAnswer() {
            return onAnswer;
        }

        void spring() {
            action.run();
            sprung.countDown();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            @Nullable Socket client = null;
            try {
                client = listener.accept();
                if (disturbance.isCut()) {
                    disturbance.note(1);
                    Conversation.quietly(client);
                    continue;
                }
                begin(client, new Socket(host, port));
            } catch (IOException e) {
                // The server is away or the tap is closed: the client sees a connection that ends.
                if (client != null) {
                    Conversation.quietly(client);
                }
            }
        }
    }

    private void begin(Socket client, Socket server) throws IOException {
        var conversation = new Conversation(client, server, disturbance, armed);
        conversations.add(conversation);
        if (disturbance.isCut() || listener.isClosed()) {
            end(conversation);
            return;
        }
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        thread("tap-up", () -> pass(conversation, conversation::passUp));
        thread("tap-down", () -> pass(conversation, conversation::passDown));
    }

    private void pass(Conversation conversation, Runnable direction) {
        try {
            direction.run();
        } finally {
            end(conversation);
        }
    }

    private void end(Conversation conversation) {
        conversation.hangUp();
        conversations.remove(conversation);
    }

    private static void thread(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
