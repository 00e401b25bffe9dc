package io.roomcast.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger disturbed = new AtomicInteger();
    private volatile State state = WHOLE;

    private static final State WHOLE = new State(Kind.WHOLE, 0);

    private enum Kind {
        WHOLE,
        CUT,
        HELD,
        LATE,
        NARROW,
        SHORT
    }

    /** @param amount milliseconds of LATE, bytes a second of NARROW, bytes of SHORT */
    private record State(Kind kind, long amount) {}

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
        state = new State(Kind.CUT, 0);
        endAll();
    }

    /** Ends every conversation once; new ones are passed on. */
    public void endAll() {
        disturbed.addAndGet(sockets.size() / 2);
        sockets.forEach(WireTap::quietly);
    }

    /** Passes nothing on, in either direction, and ends nothing: a network that swallows packets. */
    public void hold() {
        state = new State(Kind.HELD, 0);
    }

    /** Passes every piece on so much later. */
    public void delay(Duration by) {
        state = new State(Kind.LATE, by.toMillis());
    }

    /** Passes so much on in a second, of each conversation and direction. */
    public void throttle(int bytesPerSecond) {
        state = new State(Kind.NARROW, bytesPerSecond);
    }

    /** Ends each conversation in the middle of an answer, after so many bytes of answers. */
    public void endAfter(long bytes) {
        state = new State(Kind.SHORT, bytes);
    }

    /** What was held goes on its way. */
    public synchronized void mend() {
        state = WHOLE;
        notifyAll();
    }

    /** How many conversations were ended or refused, and pieces kept back or passed on late, since the start. */
    public int disturbed() {
        return disturbed.get();
    }

    private void breathe(int bytes) {
        State now = state;
        switch (now.kind()) {
            case HELD -> awaitMend();
            case LATE -> rest(now.amount());
            case NARROW -> rest(bytes * 1_000L / now.amount());
            default -> {}
        }
    }

    private synchronized void awaitMend() {
        disturbed.incrementAndGet();
        while (state.kind() == Kind.HELD) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void rest(long millis) {
        disturbed.incrementAndGet();
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Trap arm(Trap trap) {
        armed.set(trap);
        return trap;
    }

    @Override
    public void close() {
        mend();
        quietly(listener);
        sockets.forEach(WireTap::quietly);
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
    }

    private void accept() {
        while (!listener.isClosed()) {
            @Nullable Socket client = null;
            try {
                client = listener.accept();
                if (state.kind() == Kind.CUT) {
                    disturbed.incrementAndGet();
                    quietly(client);
                    continue;
                }
                sockets.add(client);
                Socket server = new Socket(host, port);
                sockets.add(server);
                if (state.kind() == Kind.CUT) {
                    quietly(client);
                    quietly(server);
                    continue;
                }
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                var conversation = new Conversation(client, server);
                thread("tap-up", conversation::passUp);
                thread("tap-down", conversation::passDown);
            } catch (IOException e) {
                // The server is away or the tap is closed: the client sees a connection that ends.
                if (client != null) {
                    quietly(client);
                }
            }
        }
    }

    private static void thread(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(Closeable what) {
        try {
            what.close();
        } catch (IOException e) {
            // Closed is closed.
        }
    }

    private final class Conversation {
        private static final int BUFFER = 64 * 1024;
        private static final int LONGEST_WORD = 200;

        private final Socket client;
        private final Socket server;
        private volatile @Nullable Trap awaitingAnswer;
        private @Nullable Trap followed;
        private int heard;
        private String tail = "";
        private long answered;

        Conversation(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void passUp() {
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = client.getInputStream();
                    OutputStream out = server.getOutputStream()) {
                int count;
                boolean cut = false;
                while ((count = in.read(buffer)) >= 0) {
                    cut = cut || springs(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                    if (!cut) {
                        breathe(count);
                        out.write(buffer, 0, count);
                    }
                }
            } catch (IOException e) {
                // Either side hung up.
            } finally {
                end();
            }
        }

        void passDown() {
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = server.getInputStream();
                    OutputStream out = client.getOutputStream()) {
                int count;
                while ((count = in.read(buffer)) >= 0) {
                    Trap trap = awaitingAnswer;
                    if (trap != null) {
                        awaitingAnswer = null;
                        spring(trap);
                    }
                    breathe(count);
                    if (state.kind() == Kind.SHORT && (answered += count) > state.amount()) {
                        disturbed.incrementAndGet();
                        out.write(buffer, 0, count / 2);
                        return;
                    }
                    out.write(buffer, 0, count);
                }
            } catch (IOException e) {
                // Either side hung up.
            } finally {
                end();
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
            while (heard < trap.words.size() && (at = text.indexOf(trap.words.get(heard))) >= 0) {
                text = text.substring(at + trap.words.get(heard).length());
                heard++;
            }
            tail = text.substring(Math.max(0, text.length() - LONGEST_WORD));
            if (heard < trap.words.size() || !armed.compareAndSet(trap, null)) {
                return false;
            }
            if (trap.onAnswer) {
                awaitingAnswer = trap;
                return false;
            }
            spring(trap);
            return true;
        }

        private static void spring(Trap trap) {
            trap.action.run();
            trap.sprung.countDown();
        }

        private void end() {
            quietly(client);
            quietly(server);
            sockets.remove(client);
            sockets.remove(server);
        }
    }
}
