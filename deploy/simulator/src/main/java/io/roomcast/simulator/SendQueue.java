package io.roomcast.simulator;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Iris's send queue: a conflated channel. One message is being sent; one more may wait, and a newer one replaces it, for
 * the whole phone and all its rooms. After each send comes the pause {@code message_send_rate}.
 */
final class SendQueue implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var daemon = new Thread(task, "send-queue");
        daemon.setDaemon(true);
        return daemon;
    });
    private final PhoneSettings settings;
    private final Supplier<Duration> pause;
    private final Consumer<Queued> deliver;
    private @Nullable Queued slot;
    private boolean sending;

    /** @param echo whether the room shows it in the end */
    record Queued(Reply reply, boolean echo) {}

    SendQueue(PhoneSettings settings, Supplier<Duration> pause, Consumer<Queued> deliver) {
        this.settings = settings;
        this.pause = pause;
        this.deliver = deliver;
    }

    /** Takes the only place; what waited there is lost. */
    synchronized void offer(Queued queued) {
        slot = queued;
        if (!sending) {
            sendNext();
        }
    }

    private synchronized void sendNext() {
        Queued next = slot;
        slot = null;
        sending = next != null;
        if (next != null) {
            thread.schedule(() -> finish(next), takes(next.reply()).toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void finish(Queued queued) {
        try {
            deliver.accept(queued);
        } finally {
            thread.schedule(this::sendNext, pause.get().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private Duration takes(Reply reply) {
        return reply.isText()
                ? settings.textTakes()
                : settings.imageTakes()
                        .plus(settings.eachFurtherImageTakes()
                                .multipliedBy(reply.items().size() - 1L));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
