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

    /** @param reached of a look that ended before its page was full: the next one goes on there */
    public static <T> Page<T> of(List<T> rows, PageRequest request, ToLongFunction<T> id, @Nullable Long reached) {
        Page<T> page = of(rows, request, id);
        return page.nextCursor() == null && reached != null
                ? new Page<>(page.items(), PageRequest.cursor(reached))
                : page;
    }
}
