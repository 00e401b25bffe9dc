package io.roomcast.standalone;

import java.nio.file.Path;
import picocli.CommandLine.Option;

final class HomeOptions {
    @Option(
            names = "--home",
            defaultValue = ".roomcast",
            description = "Folder for data, logs and keys (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of(".roomcast");

    @Option(
            names = "--first-port",
            defaultValue = "18000",
            description = "The ports used lie in the hundred and two from here on (default: ${DEFAULT-VALUE})")
    private int firstPort = 18_000;

    Home home() {
        return new Home(folder, firstPort);
    }
}
