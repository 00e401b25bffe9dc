package io.roomcast.api.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class OwnFolderTest {
    @TempDir
    private Path shared;

    /** Another process with an upload under way, for as long as it lives. */
    public static final class Other {
        private Other() {}

        public static void main(String[] shared) throws IOException {
            try (var own = new OwnFolder(Path.of(shared[0]))) {
                System.out.println(own.newFolder());
                System.out.flush();
                // Until its input ends, or it is killed.
                System.exit(System.in.read());
            }
        }
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndWhatALivingOneHasIsNot() throws IOException, InterruptedException {
        Process living = other();
        Process killed = other();
        try (var own = new OwnFolder(shared)) {
            Path under = Path.of(living.inputReader().readLine());
            Path left = Path.of(killed.inputReader().readLine());
            Path ours = own.newFolder();

            own.removeOthersThatAreLeft();
            assertThat(left).exists();

            killed.destroyForcibly().waitFor();
            own.removeOthersThatAreLeft();

            assertThat(left.getParent()).doesNotExist();
            assertThat(under).exists();
            assertThat(ours).exists();
        } finally {
            living.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatHasNoLockIsLeft() throws IOException {
        Path upload = Files.createDirectories(shared.resolve("api-1").resolve("upload1"));
        Path orphan = Files.createFile(shared.resolve("api-2.lock"));
        Path foreign = Files.createFile(shared.resolve("not ours"));

        new OwnFolder(shared).removeOthersThatAreLeft();

        assertThat(upload.getParent()).doesNotExist();
        assertThat(orphan).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void itIsMadeAgainWhenSomebodyRemovedItAndGoneInTheEnd() throws IOException {
        try (var own = new OwnFolder(shared)) {
            Path first = own.newFolder();
            FileSystemUtils.deleteRecursively(shared);

            assertThat(own.newFolder().getParent()).isNotEqualTo(first.getParent());
        }
        assertThat(shared).isEmptyDirectory();
    }

    private Process other() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        shared.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
