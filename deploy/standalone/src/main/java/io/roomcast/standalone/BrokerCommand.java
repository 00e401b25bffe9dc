package io.roomcast.standalone;

import com.sun.net.httpserver.HttpServer;
import io.roomcast.embedded.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** The broker as a process of its own, with an address that answers once it is ready. */
@Command(name = "broker", hidden = true)
final class BrokerCommand implements Callable<Integer> {
    @Parameters(index = "0")
    private Path folder = Path.of("");

    @Parameters(index = "1")
    private int port;

    @Parameters(index = "2")
    private int healthPort;

    @Parameters(
            index = "3",
            description = "Port under which others reach it, when it is not its own",
            defaultValue = "0")
    private int advertisedPort;

    @Override
    public Integer call() throws IOException {
        // Ctrl-C reaches every process of the terminal; the launcher stops this one after those that use it.
        Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        EmbeddedKafka broker = EmbeddedKafka.start(folder, port, advertisedPort == 0 ? port : advertisedPort);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        HttpServer health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), healthPort), 8);
        health.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        health.start();
        broker.awaitShutdown();
        return 0;
    }
}
