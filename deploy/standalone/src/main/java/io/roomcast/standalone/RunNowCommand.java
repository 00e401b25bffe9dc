package io.roomcast.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "run-now",
        mixinStandardHelpOptions = true,
        description = {"Runs a schedule at once, beside its rule.", SendNow.EXIT_CODES})
final class RunNowCommand implements Callable<Integer> {
    @Mixin
    private SendNow sending = new SendNow();

    @Parameters(paramLabel = "ID", description = "The schedule")
    private long id;

    @Override
    public Integer call() {
        return sending.send(token -> Http.post(
                sending.server().uri("/api/schedules/" + id + "/run-now"), token, Http.JSON.nullNode(), sending.key()));
    }
}
