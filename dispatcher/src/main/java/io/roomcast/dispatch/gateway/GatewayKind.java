package io.roomcast.dispatch.gateway;

public enum GatewayKind {
    IRIS,
    LOG
}
