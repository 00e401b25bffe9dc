package io.roomcast.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.embedded.WireTap;
import io.roomcast.standalone.Http;
import io.roomcast.standalone.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What a phone can do wrong, and the way to it. */
final class PhoneFaults {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration UP_AGAIN_WITHIN = Duration.ofSeconds(15);

    private PhoneFaults() {}

    /** All calls of one phone, until it is put right. @param kind as the simulator names it */
    static Strike call(Scene scene, String kind, long millis) {
        URI control = control(scene, scene.random().nextInt(Site.PHONES));
        int before = used(control);
        ask(control, "POST", fault(kind, millis));
        return Strike.lasting(() -> usedSince(control, before), () -> ask(control, "DELETE", ""));
    }

    /** The process ends at the very moment at which it has taken a message; it is started again. */
    static Strike dies(Scene scene) {
        int phone = scene.random().nextInt(Site.PHONES);
        URI control = control(scene, phone);
        var pid = new AtomicLong(scene.site().phones.get(phone).pid());
        return Strike.every(
                Duration.ofSeconds(3),
                () -> {
                    long now = scene.site().phones.get(phone).pid();
                    boolean died = pid.getAndSet(now) != now;
                    ask(control, "DELETE", "");
                    ask(control, "POST", fault("HALT_AFTER_ACCEPT", 0));
                    return died ? 1 : 0;
                },
                () -> ask(control, "DELETE", ""));
    }

    static Strike unreachable(Scene scene) {
        return Catalog.disturbed(List.of(scene.any(scene.site().wiresToPhones)), WireTap::cut);
    }

    /** The connection ends in the middle of an answer. */
    static Strike answersCut(Scene scene) {
        return Catalog.disturbed(List.of(scene.any(scene.site().wiresToPhones)), it -> it.endAfter(40));
    }

    private static URI control(Scene scene, int phone) {
        return Services.local(scene.site().home.simulatorPort() + phone, "/simulator/faults");
    }

    /** A phone that died meanwhile counts from zero. */
    private static int usedSince(URI control, int before) {
        int used = used(control);
        return used < before ? used : used - before;
    }

    private static int used(URI control) {
        return reached(() -> Http.get(control, "").path("used").asInt());
    }

    private static String fault(String kind, long millis) {
        ObjectNode fault = Http.JSON.createObjectNode().put("kind", kind);
        return (millis > 0 ? fault.put("millis", millis) : fault).toString();
    }

    private static void ask(URI control, String method, String body) {
        reached(() -> {
            try {
                return CLIENT.send(
                        HttpRequest.newBuilder(control)
                                .timeout(Duration.ofSeconds(5))
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }

    /** A phone that is dying at this moment, of another fault or of this one, is asked again until it is up. */
    private static <T> T reached(Supplier<T> question) {
        long start = System.nanoTime();
        while (true) {
            try {
                return question.get();
            } catch (UncheckedIOException e) {
                if (System.nanoTime() - start > UP_AGAIN_WITHIN.toNanos()) {
                    throw e;
                }
                Rest.of(Duration.ofMillis(200));
            }
        }
    }
}
