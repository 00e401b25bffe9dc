package io.roomcast.benchmark;

import io.roomcast.standalone.Home;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a benchmark keeps what it needs, and on which ports it runs: options that all of them have. */
public final class Ground {
    @Option(names = "--home", description = "Folder for data and logs (default: ${DEFAULT-VALUE})")
    private Path folder;

    @Option(
            names = "--first-port",
            description =
                    "The ports used lie in the hundred and fifty from here on, and from a thousand higher (default: ${DEFAULT-VALUE})")
    private int firstPort;

    public Ground(String folder, int firstPort) {
        this.folder = Path.of(".roomcast", folder);
        this.firstPort = firstPort;
    }

    public Home home() {
        return new Home(folder, firstPort);
    }
}
