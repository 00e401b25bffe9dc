package io.roomcast.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One cluster for every test that asks for it as a parameter: two triggers, three dispatchers without quotas, an API. What
 * a replica leaves behind that dies is taken over sooner than usual.
 *
 * <p>To start its processes takes longer than most tests. What a test looks at is its own {@link Stage}.
 */
final class SharedCluster implements ParameterResolver {
    private static final String[] SETTINGS = Stream.concat(
                    Services.WITHOUT_QUOTAS.stream(),
                    Stream.of(
                            "--roomcast.dispatcher.lease=25s",
                            "--roomcast.dispatcher.turn=20s",
                            "--roomcast.dispatcher.confirm-within=10s",
                            "--roomcast.dispatcher.hold-after-unknown=10s"))
            .toArray(String[]::new);

    private record Running(Cluster cluster) implements CloseableResource {
        static Running start() {
            try {
                Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "cluster");
                return new Running(Cluster.start(folder, 2, 3, SETTINGS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            cluster.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Cluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Cluster cluster = context.getRoot()
                .getStore(Namespace.create(SharedCluster.class))
                .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class)
                .cluster();
        cluster.awaitReady();
        return cluster;
    }
}
