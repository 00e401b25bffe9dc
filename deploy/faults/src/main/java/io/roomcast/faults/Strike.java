package io.roomcast.faults;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** A fault at work; closing it puts things right. */
interface Strike extends AutoCloseable {
    /** How often it was done. */
    int injected();

    /** How often it was seen to hurt: a process that died or did not answer, a conversation cut, a call that met it. */
    int bites();

    /** Whether it goes on until it is put right; else it is over as soon as it is done. */
    boolean lasts();

    @Override
    void close();

    /** Over as soon as it was done. */
    static Strike done(int injected, int bites) {
        return new Strike() {
            @Override
            public int injected() {
                return injected;
            }

            @Override
            public int bites() {
                return bites;
            }

            @Override
            public boolean lasts() {
                return false;
            }

            @Override
            public void close() {
                // There is nothing to put right.
            }
        };
    }

    /** Done once, and lasting. */
    static Strike lasting(IntSupplier bites, Runnable right) {
        return new Strike() {
            private int atEnd = -1;

            @Override
            public int injected() {
                return 1;
            }

            @Override
            public boolean lasts() {
                return true;
            }

            @Override
            public int bites() {
                return atEnd >= 0 ? atEnd : bites.getAsInt();
            }

            @Override
            public void close() {
                atEnd = bites.getAsInt();
                right.run();
            }
        };
    }

    /** Done again and again. @param act returns how often it hurt */
    static Strike every(Duration pause, IntSupplier act, Runnable right) {
        var injected = new AtomicInteger();
        var bites = new AtomicInteger();
        ScheduledExecutorService hand = Executors.newSingleThreadScheduledExecutor();
        hand.scheduleWithFixedDelay(
                () -> {
                    try {
                        injected.incrementAndGet();
                        bites.addAndGet(act.getAsInt());
                    } catch (RuntimeException e) {
                        System.err.println("A fault could not be injected: " + e);
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
        return new Strike() {
            @Override
            public int injected() {
                return injected.get();
            }

            @Override
            public boolean lasts() {
                return false;
            }

            @Override
            public int bites() {
                return bites.get();
            }

            @Override
            public void close() {
                hand.shutdown();
                try {
                    hand.awaitTermination(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                right.run();
            }
        };
    }
}
