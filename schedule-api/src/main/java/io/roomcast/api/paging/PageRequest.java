package io.roomcast.api.paging;

import io.roomcast.api.problem.Parameters;
import io.roomcast.api.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** @param before rows with smaller ids only @param limit 1–100 */
public record PageRequest(long before, int limit) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 100;
    private static final String PREFIX = "b:";

    /** @throws ProblemException for a limit outside its range or a cursor that is none of ours */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
        return new PageRequest(cursor == null ? Long.MAX_VALUE : parse(cursor), size(limit));
    }

    static int size(@Nullable Integer limit) {
        int size = limit == null ? DEFAULT_LIMIT : limit;
        if (size < 1 || size > LARGEST_LIMIT) {
            throw Parameters.bad("limit", "out_of_range", "Between 1 and " + LARGEST_LIMIT);
        }
        return size;
    }

    /** Rows to read: one more than asked for. */
    public int rows() {
        return limit + 1;
    }

    static String cursor(long id) {
        return Cursors.write(PREFIX + id);
    }

    private static long parse(String cursor) {
        String place = Cursors.read(cursor);
        if (!place.startsWith(PREFIX)) {
            throw Cursors.unknown();
        }
        try {
            return Long.parseLong(place.substring(PREFIX.length()));
        } catch (NumberFormatException e) {
            throw Cursors.unknown();
        }
    }
}
