package io.roomcast.standalone;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Sends one scheduled message end to end: signs in as a branch, uploads five pictures, creates a schedule with a",
            "text and both picture groups that is due in seconds, follows it live and shows what the room received.",
            "Starts what does not run and stops that again. Exit code 0 only if the room's own log shows every part, in order."
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private HomeOptions options = new HomeOptions();

    @Option(names = "--keep", description = "Leave running what was started")
    private boolean keep;

    @Override
    public Integer call() throws Exception {
        Home home = options.home();
        boolean wasRunning = Running.isReady(home);
        Process started = wasRunning ? null : startInBackground(home);
        try {
            return new Demo(home, System.out).run() ? 0 : 1;
        } finally {
            if (started != null && !keep) {
                System.out.println("\nStopping what the demo started (keep it with: ./roomcast up) …");
                started.destroy();
                started.waitFor(90, TimeUnit.SECONDS);
            }
        }
    }

    private static @Nullable Process startInBackground(Home home) throws IOException, InterruptedException {
        home.createFolders();
        System.out.println("Starting Roomcast …");
        var command = List.of(
                Services.java(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Droomcast.root=" + System.getProperty("roomcast.root", ""),
                "-jar",
                home.jar("deploy/standalone", "roomcast-standalone").toString(),
                "up",
                "--home",
                home.folder().toString(),
                "--first-port",
                Integer.toString(home.apiPort() - 80));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log("up").toFile()))
                .start();
        while (!Running.isReady(home)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("Roomcast did not start; see " + home.log("up"));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return process;
    }
}
