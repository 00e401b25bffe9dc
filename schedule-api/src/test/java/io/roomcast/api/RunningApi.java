package io.roomcast.api;

import io.roomcast.testkit.TestBroker;
import io.roomcast.testkit.TestDatabase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A service of a test's own, with settings of its own. */
final class RunningApi implements AutoCloseable {
    final WebTestClient web;

    private final ReactiveWebServerApplicationContext context;

    /** @param settings as arguments; a later one wins over an earlier one */
    RunningApi(TestDatabase database, List<String> settings) {
        context = (ReactiveWebServerApplicationContext) new SpringApplicationBuilder(ScheduleApi.class)
                .run(Stream.of(database.arguments(), TestBroker.arguments(), List.of("--server.port=0"), settings)
                        .flatMap(List::stream)
                        .collect(Collectors.toMap(
                                argument -> argument.substring(0, argument.indexOf('=')),
                                Function.identity(),
                                (earlier, later) -> later,
                                LinkedHashMap::new))
                        .values()
                        .toArray(String[]::new));
        web = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + context.getWebServer().getPort())
                .responseTimeout(Duration.ofSeconds(40))
                .build();
    }

    @Override
    public void close() {
        context.close();
    }
}
