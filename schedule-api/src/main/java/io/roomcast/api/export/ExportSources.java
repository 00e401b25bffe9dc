package io.roomcast.api.export;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The lists that can be written into a file, by their kind. */
@Component
class ExportSources {
    private final Map<String, ExportSource> byKind;

    ExportSources(List<ExportSource> sources) {
        byKind = sources.stream().collect(Collectors.toMap(ExportSource::kind, Function.identity()));
    }

    /** @param kind one that the request's own rule allows */
    ExportSource of(String kind) {
        return Objects.requireNonNull(byKind.get(kind), kind);
    }
}
