package io.roomcast.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Answers that a sender must not read to their end. */
final class HugeAnswers {
    private static final int PIECE = 1 << 20;
    private static final int PLAIN_PIECES = 100;
    private static final int INFLATED_PIECES = 1_024;

    private HugeAnswers() {}

    /** 100 MB of white space, then JSON that says success. */
    static Mono<Void> plain(HttpServerResponse response) {
        byte[] spaces = spaces();
        Flux<ByteBuf> pieces = Flux.range(0, PLAIN_PIECES).map(piece -> Unpooled.wrappedBuffer(spaces));
        return response.status(200)
                .header("Content-Type", "application/json")
                .send(pieces.concatWith(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(success()))))
                .then();
    }

    /** A gigabyte of white space, packed. */
    static Mono<Void> gzip(HttpServerResponse response) {
        return response.status(200)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .sendByteArray(Mono.fromCallable(HugeAnswers::bomb))
                .then();
    }

    private static byte[] bomb() {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            byte[] spaces = spaces();
            for (int piece = 0; piece < INFLATED_PIECES; piece++) {
                packed.write(spaces);
            }
            packed.write(success());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] spaces() {
        var spaces = new byte[PIECE];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    private static byte[] success() {
        return "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
    }
}
