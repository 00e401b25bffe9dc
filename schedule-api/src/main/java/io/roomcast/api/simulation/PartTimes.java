package io.roomcast.api.simulation;

import io.roomcast.api.simulation.Message.Step;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.PartKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How long a part has the phone: as the phone's own parts of the last day took on average, else as phones usually take. */
final class PartTimes {
    private static final Map<PartKind, Duration> USUAL = Map.of(
            PartKind.TEXT, Duration.ofMillis(1_500),
            PartKind.IMAGES_1, Duration.ofSeconds(4),
            PartKind.IMAGES_2, Duration.ofSeconds(4));

    /** Fewer say nothing about the next. */
    private static final int FEWEST = 5;

    private final Map<PartKind, Duration> busy;

    private PartTimes(Map<PartKind, Duration> busy) {
        this.busy = busy;
    }

    static PartTimes of(Collection<HadPart> had) {
        var busy = new EnumMap<PartKind, Duration>(USUAL);
        for (PartKind kind : PartKind.values()) {
            long[] millis = had.stream()
                    .filter(part -> part.kind().equals(kind.name()))
                    .flatMap(part -> Stream.ofNullable(part.finishedAt()).map(end -> between(part.startedAt(), end)))
                    .mapToLong(Duration::toMillis)
                    .toArray();
            if (millis.length >= FEWEST) {
                busy.put(kind, Duration.ofMillis(LongStream.of(millis).sum() / millis.length));
            }
        }
        return new PartTimes(busy);
    }

    List<Step> steps(MessageContent content) {
        List<PartKind> parts = content.parts();
        return IntStream.range(0, parts.size())
                .mapToObj(position -> step(content, parts.get(position)))
                .toList();
    }

    private Step step(MessageContent content, PartKind part) {
        Duration stay = Duration.ofMillis(content.mediaWaitMillis(part));
        Duration usual = busy.getOrDefault(part, Duration.ZERO);
        return new Step(usual.compareTo(stay) < 0 ? stay : usual, Duration.ofSeconds(content.sendIntervalSeconds()));
    }

    private static Duration between(Instant from, Instant until) {
        return from.isAfter(until) ? Duration.ZERO : Duration.between(from, until);
    }
}
