package io.roomcast.api.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of each.
 *
 * @param bulkId to undo it by, within ten seconds
 * @param results in the order that was asked for
 */
record BulkResponse(String bulkId, List<Result> results) {
    /**
     * @param done whether it was done @param code why not, for programs @param detail why not, for people
     * @param copyId of a copy
     */
    record Result(
            long id,
            boolean done,
            @Nullable String code,
            @Nullable String detail,
            @Nullable Long copyId) {}
}
