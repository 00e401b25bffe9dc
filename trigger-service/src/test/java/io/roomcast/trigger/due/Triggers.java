package io.roomcast.trigger.due;

import io.roomcast.testkit.TestDatabase;
import io.roomcast.trigger.TriggerService;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Trigger services within the test's JVM. */
final class Triggers {
    private Triggers() {}

    /** Returns when it runs. @param beans configurations beside its own */
    static ConfigurableApplicationContext start(
            TestDatabase database, List<String> brokerArguments, Class<?>... beans) {
        String[] arguments = Stream.of(database.arguments(), brokerArguments, List.of("--server.port=0"))
                .flatMap(List::stream)
                .toArray(String[]::new);
        return new SpringApplicationBuilder(TriggerService.class).sources(beans).run(arguments);
    }
}
