package io.roomcast.dispatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What every gateway keeps to, whatever is behind it. */
public abstract class BotGatewayContract {
    protected static final String ROOM = "18219201472247343";
    protected static final byte[] PICTURE = {1, 2, 3};

    protected abstract BotGateway gateway();

    protected abstract Bot bot();

    @Test
    void acceptsAText() {
        assertThat(send(new Delivery.Text("hello"))).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void acceptsOneAndSeveralPictures() {
        assertThat(send(new Delivery.Images(List.of(PICTURE)))).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(send(new Delivery.Images(List.of(PICTURE, PICTURE)))).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void isWell() {
        assertThat(gateway().ailment(bot()).blockOptional(Duration.ofSeconds(30)))
                .isEmpty();
    }

    @Test
    void findsWhatItSentAndNothingElseIfItConfirms() {
        if (!gateway().confirms()) {
            assertThat(gateway().baseline(bot(), ROOM).blockOptional()).isEmpty();
            return;
        }
        String baseline = gateway().baseline(bot(), ROOM).block();
        var sent = new Delivery.Text("findable " + System.nanoTime());
        send(sent);

        assertThat(awaitFound(baseline, sent)).isNotEmpty();
        assertThat(gateway()
                        .find(bot(), ROOM, baseline, new Delivery.Text("other"))
                        .blockOptional())
                .isEmpty();
        String later = gateway().baseline(bot(), ROOM).block();
        assertThat(gateway().find(bot(), ROOM, later, sent).blockOptional()).isEmpty();
    }

    protected SendOutcome send(Delivery delivery) {
        return gateway().send(bot(), ROOM, delivery).block(Duration.ofSeconds(30));
    }

    private String awaitFound(String baseline, Delivery delivery) {
        return Mono.defer(() -> gateway().find(bot(), ROOM, baseline, delivery))
                .repeatWhenEmpty(500, tries -> tries.delayElements(Duration.ofMillis(20)))
                .block(Duration.ofSeconds(10));
    }
}
