package io.roomcast.api.statistics;

import io.r2dbc.spi.Readable;
import io.roomcast.model.sql.Rows;
import java.util.Objects;

/** What the runs of a room came to that an organisation sent over a phone. */
record RoomSums(long organizationId, long roomId, long botId, Sums sums) {
    static RoomSums of(Readable row) {
        return new RoomSums(
                id(row, "organization_id"),
                id(row, "room_id"),
                id(row, "bot_id"),
                Rows.to(Sums.class).apply(row));
    }

    /** What stands for it where rows are of rooms, of organisations or of phones. */
    long key(GroupBy groupBy) {
        return switch (groupBy) {
            case ROOM -> roomId;
            case ORGANIZATION -> organizationId;
            case BOT -> botId;
            case DAY, HOUR, REASON -> throw new IllegalArgumentException("No sums of rooms by " + groupBy);
        };
    }

    private static long id(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
