package io.roomcast.api.room;

import io.roomcast.model.quota.RoomQuotas;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat room as the API shows it.
 *
 * @param channelId KakaoTalk's id, a string because it exceeds what JSON numbers hold
 * @param quotas limits instead of the usual ones
 */
public record Room(
        long id,
        long organizationId,
        String path,
        long botId,
        String botName,
        String channelId,
        String name,
        String kind,
        List<String> tags,
        String timeZone,
        @Nullable RoomQuotas quotas,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietUntil,
        String status,
        @Nullable Instant pausedUntil,
        @Nullable String pauseReason,
        @Nullable Instant heldUntil,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
