package io.roomcast.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class TopicsTest {
    private static final Path DESCRIPTION = Path.of("..", "docs", "asyncapi.yaml");

    @Test
    void theDescriptionOfEventsHasEveryTopicAndItsDeadLetters() throws IOException {
        Map<String, Object> description = new Yaml().load(Files.readString(DESCRIPTION));

        var channels = (Map<?, ?>) description.get("channels");

        List<String> addresses = channels.values().stream()
                .map(channel -> (String) ((Map<?, ?>) channel).get("address"))
                .toList();
        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(Topics.all().stream()
                        .flatMap(topic -> Stream.of(topic, topic + Topics.DEAD_LETTER_SUFFIX))
                        .toList());
    }
}
