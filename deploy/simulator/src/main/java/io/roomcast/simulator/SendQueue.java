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
 *
 * <p>A text is sent when its turn is over. An image only starts a share intent, which works on the phone's screen after its
 * turn: what is sent before the intent has ended fails, and no room ever shows it.
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
    private final Consumer<Queued> fail;
    private @Nullable Queued slot;
    private boolean sending;
    private boolean sharing;

    /** @param echo whether the room shows it in the end */
    record Queued(Reply reply, boolean echo) {}

    SendQueue(PhoneSettings settings, Supplier<Duration> pause, Consumer<Queued> deliver, Consumer<Queued> fail) {
        this.settings = settings;
        this.pause = pause;
        this.deliver = deliver;
        this.fail = fail;
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
        if (next == null) {
            return;
        }
        if (sharing) {
            fail.accept(next);
            after(pause.get(), this::sendNext);
        } else if (next.reply().isText()) {
            after(settings.textTakes(), () -> finishText(next));
        } else {
            sharing = true;
            after(takes(next.reply()), () -> finishSharing(next));
            after(pause.get(), this::sendNext);
        }
    }

    private void finishText(Queued queued) {
        try {
            deliver.accept(queued);
        } finally {
            after(pause.get(), this::sendNext);
        }
    }

    private void finishSharing(Queued queued) {
        try {
            deliver.accept(queued);
        } finally {
            endSharing();
        }
    }

    private synchronized void endSharing() {
        sharing = false;
    }

    private void after(Duration span, Runnable step) {
        thread.schedule(step, span.toNanos(), TimeUnit.NANOSECONDS);
    }

    private Duration takes(Reply images) {
        return settings.imageTakes()
                .plus(settings.eachFurtherImageTakes()
                        .multipliedBy(images.items().size() - 1L));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
