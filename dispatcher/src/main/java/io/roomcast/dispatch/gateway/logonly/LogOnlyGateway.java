package io.roomcast.dispatch.gateway.logonly;

import io.roomcast.dispatch.gateway.Bot;
import io.roomcast.dispatch.gateway.BotGateway;
import io.roomcast.dispatch.gateway.Delivery;
import io.roomcast.dispatch.gateway.GatewayKind;
import io.roomcast.dispatch.gateway.SendOutcome;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Accepts everything and reaches nobody. Logs sizes, never a text. */
@Slf4j
@Component
class LogOnlyGateway implements BotGateway {
    @Override
    public GatewayKind kind() {
        return GatewayKind.LOG;
    }

    @Override
    public boolean confirms() {
        return false;
    }

    @Override
    public Mono<String> baseline(Bot bot, String channelId) {
        return Mono.empty();
    }

    @Override
    public Mono<String> ailment(Bot bot) {
        return Mono.empty();
    }

    @Override
    public Mono<SendOutcome> send(Bot bot, String channelId, Delivery delivery) {
        return Mono.fromSupplier(() -> {
            log.info("{} would send to {}: {}", bot.name(), channelId, describe(delivery));
            return new SendOutcome.Accepted();
        });
    }

    @Override
    public Mono<String> find(Bot bot, String channelId, String baseline, Delivery delivery) {
        return Mono.empty();
    }

    private static String describe(Delivery delivery) {
        if (delivery instanceof Delivery.Text text) {
            return "text of " + text.text().length() + " characters";
        }
        return ((Delivery.Images) delivery).images().size() + " image(s)";
    }
}
