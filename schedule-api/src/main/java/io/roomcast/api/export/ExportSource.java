package io.roomcast.api.export;

import io.roomcast.api.access.Caller;
import io.roomcast.api.problem.Checks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A list that can be written into a file. */
public interface ExportSource {
    /** As {@link ExportRequest#kind()} has it; lower case, at most 20 letters. */
    String kind();

    /** Names of the columns. */
    List<String> header();

    /** Adds what the request asks for and this list cannot do. */
    void check(ExportRequest request, Checks checks);

    /**
     * The next rows in an order that does not change while they are read. Called in a transaction; at most {@code most} rows,
     * perhaps none although more follow.
     *
     * @param caller whose subtree they are of
     * @param reached as the piece before said; null: from the first row
     */
    Mono<Piece> next(Caller caller, ExportRequest request, @Nullable String reached, int most);

    /** @param cells one list a row, as long as the header @param reached at most 100 characters; null: nothing follows */
    record Piece(
            List<List<@Nullable Object>> cells, @Nullable String reached) {}
}
