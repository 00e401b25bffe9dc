package io.roomcast.model.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/** The changes in this release's migrations, each as {@code author:id}. */
@RequiredArgsConstructor
class ShippedChanges {
    private static final String MIGRATIONS = "classpath*:io/roomcast/db/migrations/*.sql";

    /** As Liquibase's formatted SQL writes it: {@code -- changeset author:id}, attributes may follow. */
    private static final Pattern CHANGE = Pattern.compile("(?m)^--\\s*changeset\\s+(\\S+)");

    private final ResourcePatternResolver resources;

    Set<String> read() {
        try {
            return Arrays.stream(resources.getResources(MIGRATIONS))
                    .flatMap(ShippedChanges::changes)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> changes(Resource migration) {
        try {
            return CHANGE.matcher(migration.getContentAsString(StandardCharsets.UTF_8))
                    .results()
                    .map(change -> change.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
