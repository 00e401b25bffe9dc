package io.roomcast.api.export;

import io.roomcast.api.csv.Csv;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import lombok.RequiredArgsConstructor;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The pieces as one file, read as fast as the client takes it: however slow it is, one piece is in memory. */
@Component
@RequiredArgsConstructor
class ExportFile {
    /** The server asks for many buffers ahead: small ones, or a slow client would hold megabytes. */
    private static final int BUFFER_BYTES = 8 * 1024;

    private final ExportRows rows;
    private final ExportSources sources;

    String name(Export export) {
        return export.request().kind() + "-" + export.id() + ".csv";
    }

    Flux<DataBuffer> content(Export export, DataBufferFactory buffers) {
        String header = Csv.header(sources.of(export.request().kind()).header());
        return Flux.concat(
                Flux.just(buffers.wrap(header.getBytes(StandardCharsets.UTF_8))),
                rows.positions(export.id())
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(position -> piece(export, position), 1)
                        .concatMap(piece -> lines(piece, buffers), 1));
    }

    /** A file that is deleted while it is read breaks off: a shorter one would look whole. */
    private Mono<byte[]> piece(Export export, int position) {
        return rows.piece(export.id(), position)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("Piece " + position + " is gone")));
    }

    private static Flux<DataBuffer> lines(byte[] piece, DataBufferFactory buffers) {
        return DataBufferUtils.readInputStream(
                () -> new GZIPInputStream(new ByteArrayInputStream(piece)), buffers, BUFFER_BYTES);
    }
}
