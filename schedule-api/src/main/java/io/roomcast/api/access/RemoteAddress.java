package io.roomcast.api.access;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * From where a request comes: the other end of the connection, or what a trusted proxy says where
 * {@code server.forward-headers-strategy} allows it.
 */
public final class RemoteAddress {
    private RemoteAddress() {}

    /** Null where it is not known, or what the proxy says is no address. */
    public static @Nullable InetAddress of(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        if (remote == null) {
            return null;
        }
        // What comes from a header was not looked up, and is not: it may be any text.
        return remote.isUnresolved()
                ? NetUtil.createInetAddressFromIpAddressString(remote.getHostString())
                : remote.getAddress();
    }
}
