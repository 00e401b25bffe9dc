package io.roomcast.dispatch.gateway;

/** A phone. @param endpoint base URL, without a slash at its end */
public record Bot(long id, String name, GatewayKind gateway, String endpoint) {}
