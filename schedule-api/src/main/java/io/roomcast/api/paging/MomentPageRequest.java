package io.roomcast.api.paging;

import io.roomcast.api.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list in the order of moments, latest first; of one moment, by ids.
 *
 * @param before rows of earlier moments only @param beforeId and of this moment those with smaller ids @param limit 1–100
 */
public record MomentPageRequest(Instant before, long beforeId, int limit) {
    /** Later than any row's, and one that the database knows. */
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private static final Pattern PLACE = Pattern.compile("m:(\\d{1,14}):(\\d{1,18})");

    /** @throws ProblemException for a limit outside its range or a cursor that is none of ours */
    public static MomentPageRequest of(@Nullable Integer limit, @Nullable String cursor) {
        int size = PageRequest.size(limit);
        if (cursor == null) {
            return new MomentPageRequest(END, Long.MAX_VALUE, size);
        }
        Matcher place = PLACE.matcher(Cursors.read(cursor));
        if (!place.matches()) {
            throw Cursors.unknown();
        }
        return new MomentPageRequest(
                Instant.ofEpochMilli(Long.parseLong(place.group(1))), Long.parseLong(place.group(2)), size);
    }

    /** Rows to read: one more than asked for. */
    public int rows() {
        return limit + 1;
    }

    /** @param rows up to one more than the limit: that one says that there is a next page */
    public <T> Page<T> page(List<T> rows, Function<T, Instant> moment, ToLongFunction<T> id) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        T last = rows.get(limit - 1);
        return new Page<>(rows.subList(0, limit), cursor(moment.apply(last), id.applyAsLong(last)));
    }

    /** Where a page begins that goes on below this row. */
    public static String cursor(Instant moment, long id) {
        return Cursors.write("m:" + moment.toEpochMilli() + ":" + id);
    }
}
