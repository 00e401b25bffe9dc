package io.roomcast.api.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that is, or will be, there to be downloaded.
 *
 * @param state waiting, writing, done or failed
 * @param rows written so far
 * @param truncated whether there are more rows than one file may have
 * @param failure access_ended: its maker may not see this any more; gave_up: it could not be written; absent else
 * @param expiresAt the file is deleted then
 */
public record Export(
        long id,
        ExportRequest request,
        String state,
        int rows,
        boolean truncated,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant finishedAt,
        Instant expiresAt) {}
