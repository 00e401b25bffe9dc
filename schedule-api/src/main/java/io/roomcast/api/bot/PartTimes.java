package io.roomcast.api.bot;

import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.PartKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How long a part has the phone: as the phone's own parts of the last day took on average, else as phones usually take. */
public final class PartTimes {
    private static final Map<PartKind, Duration> USUAL = Map.of(
            PartKind.TEXT, Duration.ofMillis(1_500),
            PartKind.IMAGES_1, Duration.ofSeconds(4),
            PartKind.IMAGES_2, Duration.ofSeconds(4));

    /** Fewer say nothing about the next. */
    private static final int FEWEST = 5;

    private final Map<PartKind, Duration> busy;

    /** Parts of one kind that the phone has had. @param millis of all of them together */
    public record Took(PartKind kind, long parts, long millis) {
        private Took plus(Took other) {
            return new Took(kind, parts + other.parts, millis + other.millis);
        }
    }

    private PartTimes(Map<PartKind, Duration> busy) {
        this.busy = busy;
    }

    public static PartTimes of(Stream<Took> had) {
        var busy = new EnumMap<PartKind, Duration>(USUAL);
        had.collect(Collectors.toMap(Took::kind, Function.identity(), Took::plus)).values().stream()
                .filter(took -> took.parts() >= FEWEST)
                .forEach(took -> busy.put(took.kind(), Duration.ofMillis(took.millis() / took.parts())));
        return new PartTimes(busy);
    }

    /** Of each part of a message, in their order. */
    public List<Duration> of(MessageContent content) {
        return content.parts().stream().map(part -> of(content, part)).toList();
    }

    private Duration of(MessageContent content, PartKind part) {
        Duration stay = Duration.ofMillis(content.mediaWaitMillis(part));
        Duration usual = busy.getOrDefault(part, Duration.ZERO);
        return usual.compareTo(stay) < 0 ? stay : usual;
    }
}
