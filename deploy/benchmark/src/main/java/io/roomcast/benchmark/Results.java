package io.roomcast.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.standalone.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the figures of the last run are kept. */
public final class Results {
    private static final Path FOLDER = Path.of(System.getProperty("roomcast.root", ""), "docs", "benchmarks");

    private Results() {}

    public static void write(String name, String content) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void write(String name, JsonNode content) {
        try {
            write(name, Http.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
