package io.roomcast.api.export;

import io.roomcast.api.access.Caller;
import io.roomcast.api.access.Callers;
import io.roomcast.api.csv.Csv;
import io.roomcast.api.export.ExportClaims.Claim;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.WorkLoop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/**
 * Writes one piece after the other, of whichever file has waited longest; any number of replicas do so side by side.
 *
 * <p>A claim counts as a try before any row is read, so that a piece of which a process dies is given up after a few. A
 * piece, and how far its file has come with it, is one transaction: a replica that dies or freezes leaves no half of one.
 */
@Slf4j
@Configuration
@RequiredArgsConstructor
class ExportWriter {
    private static final int MOST_TRIES = 3;

    private final ExportClaims claims;
    private final ExportSources sources;
    private final Callers callers;
    private final Transactions transactions;
    private final ExportProperties properties;

    @Bean
    WorkLoop exportLoop() {
        return new WorkLoop("exports", this::step, WorkLoop.DEFAULT_PHASE);
    }

    private Mono<Duration> step() {
        return transactions
                .run(claims.take(properties.lease()))
                .flatMap(claim -> write(claim).thenReturn(Duration.ZERO))
                .defaultIfEmpty(properties.lookEvery());
    }

    private Mono<Void> write(Claim claim) {
        if (claim.tries() > MOST_TRIES) {
            log.warn("Export {} is given up after {} tries at one piece", claim.id(), MOST_TRIES);
            return claims.fail(claim, "gave_up");
        }
        return callers.everyCapacityOf(claim.loginId())
                .filter(claim::isOf)
                .next()
                .flatMap(caller -> transactions.run(writePiece(claim, caller)).thenReturn(true))
                .switchIfEmpty(claims.fail(claim, "access_ended").thenReturn(true))
                .then();
    }

    private Mono<Void> writePiece(Claim claim, Caller caller) {
        int most = Math.min(properties.rowsAPiece(), properties.mostRows() - claim.rowCount());
        // Locks it: whoever else has the claim by now finds that it is not theirs, and this one that it is not its own.
        return claims.lock(claim)
                .flatMap(ours -> next(claim, caller, claim.reached(), most))
                .flatMap(piece -> write(claim, caller, piece));
    }

    private Mono<ExportSource.Piece> next(Claim claim, Caller caller, @Nullable String reached, int most) {
        return sources.of(claim.kind()).next(caller, claim.request(), reached, most);
    }

    private Mono<Void> write(Claim claim, Caller caller, ExportSource.Piece piece) {
        int count = piece.cells().size();
        boolean isFull = claim.rowCount() + count >= properties.mostRows();
        boolean isOver = piece.reached() == null || isFull;
        Mono<Boolean> truncated = isFull ? hasMore(claim, caller, piece.reached()) : Mono.just(false);
        return (count == 0 ? Mono.<Void>empty() : claims.addPiece(claim, compress(piece.cells())))
                .then(truncated)
                .flatMap(more -> claims.moveOn(claim, count, piece.reached(), isOver, more));
    }

    private Mono<Boolean> hasMore(Claim claim, Caller caller, @Nullable String reached) {
        return reached == null
                ? Mono.just(false)
                : next(claim, caller, reached, 1)
                        .flatMap(piece ->
                                piece.cells().isEmpty() ? hasMore(claim, caller, piece.reached()) : Mono.just(true));
    }

    private static byte[] compress(List<List<@Nullable Object>> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (List<@Nullable Object> row : rows) {
                gzip.write(Csv.line(row).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
