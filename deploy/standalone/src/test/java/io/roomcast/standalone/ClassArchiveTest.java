package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    private static final String WRITES = "-XX:ArchiveClassesAtExit=";
    private static final String READS = "-XX:SharedArchiveFile=";

    @TempDir
    Path folder;

    private Path jar;
    private Path library;

    @BeforeEach
    void build() throws IOException {
        jar = folder.resolve("program-exec.jar");
        library = Files.createDirectory(folder.resolve("lib")).resolve("library.jar");
        for (Path each : List.of(jar, library)) {
            Files.createFile(each);
            Files.setLastModifiedTime(each, FileTime.from(Instant.now().minusSeconds(60)));
        }
    }

    @Test
    void theFirstThatEndsInGoodOrderWritesWhatTheNextReads() throws IOException {
        var first = ClassArchive.of(jar);
        var beside = ClassArchive.of(jar);

        Path draft = Path.of(after(WRITES, first.flags()));
        assertThat(beside.flags()).isEmpty();
        Files.createFile(draft);
        first.ended(true);

        assertThat(draft).doesNotExist();
        assertThat(Path.of(after(READS, beside.flags()))).exists().hasParent(folder);
    }

    @Test
    void whatAKilledOneLeavesIsOfNoUse() throws IOException {
        var killed = ClassArchive.of(jar);
        Path draft = Path.of(after(WRITES, killed.flags()));
        Files.createFile(draft);

        killed.ended(false);

        assertThat(draft).doesNotExist();
        assertThat(after(WRITES, killed.flags())).isNotEmpty();
    }

    @Test
    void anotherLibraryMakesItWrittenAnew() throws IOException {
        var archive = ClassArchive.of(jar);
        Files.createFile(Path.of(after(WRITES, archive.flags())));
        archive.ended(true);
        assertThat(after(READS, archive.flags())).isNotEmpty();

        Files.setLastModifiedTime(library, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(after(WRITES, archive.flags())).isNotEmpty();
    }

    private static String after(String name, List<String> flags) {
        assertThat(flags).anyMatch(flag -> flag.startsWith(name));
        return flags.stream()
                .filter(flag -> flag.startsWith(name))
                .findFirst()
                .orElseThrow()
                .substring(name.length());
    }
}
