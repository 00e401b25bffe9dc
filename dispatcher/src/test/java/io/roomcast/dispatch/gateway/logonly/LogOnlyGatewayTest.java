package io.roomcast.dispatch.gateway.logonly;

import io.roomcast.dispatch.gateway.Bot;
import io.roomcast.dispatch.gateway.BotGateway;
import io.roomcast.dispatch.gateway.BotGatewayContract;
import io.roomcast.dispatch.gateway.GatewayKind;

class LogOnlyGatewayTest extends BotGatewayContract {
    private final LogOnlyGateway gateway = new LogOnlyGateway();

    @Override
    protected BotGateway gateway() {
        return gateway;
    }

    @Override
    protected Bot bot() {
        return new Bot(1, "log", GatewayKind.LOG, "");
    }
}
