package io.roomcast.api.paging;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param items fewer than the limit, even none, is not the end of a list of which few rows pass the filter
 * @param nextCursor where the next page begins; absent on the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    /** @param rows up to one more than the limit: that one says that there is a next page */
    public static <T> Page<T> of(List<T> rows, PageRequest request, ToLongFunction<T> id) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, request.limit());
        return new Page<>(items, PageRequest.cursor(id.applyAsLong(items.get(items.size() - 1))));
    }

    /** @param rows of the ids found, as far as they are still there */
    public static <T> Page<T> of(List<T> rows, PageRequest request, ToLongFunction<T> id, NewestIds.Found found) {
        Long next = found.next(request);
        return next == null
                ? new Page<>(rows, null)
                : new Page<>(
                        rows.stream().filter(row -> id.applyAsLong(row) >= next).toList(), PageRequest.cursor(next));
    }
}
