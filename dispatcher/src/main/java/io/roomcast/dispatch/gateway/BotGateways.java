package io.roomcast.dispatch.gateway;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Every gateway by its kind. */
@Component
public class BotGateways {
    private final Map<GatewayKind, BotGateway> byKind = new EnumMap<>(GatewayKind.class);

    public BotGateways(List<BotGateway> gateways) {
        gateways.forEach(gateway -> byKind.put(gateway.kind(), gateway));
    }

    /** @throws IllegalStateException for a kind this build has no adapter for */
    public BotGateway of(Bot bot) {
        BotGateway gateway = byKind.get(bot.gateway());
        if (gateway == null) {
            throw new IllegalStateException("No gateway for " + bot.gateway());
        }
        return gateway;
    }
}
