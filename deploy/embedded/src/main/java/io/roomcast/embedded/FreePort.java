package io.roomcast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** Ports on the loopback address. */
public final class FreePort {
    private FreePort() {}

    /** A port that was free a moment ago; another process may take it before the caller does. */
    public static int any() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException for the first that another process has */
    public static void require(List<Integer> ports) {
        for (int port : ports) {
            if (!isFree(port)) {
                throw new IllegalStateException(
                        "Port " + port + " is taken. Stop what uses it, or choose other ports with --first-port.");
            }
        }
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
