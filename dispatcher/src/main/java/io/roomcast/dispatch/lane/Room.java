package io.roomcast.dispatch.lane;

import io.roomcast.dispatch.gateway.Bot;
import io.roomcast.dispatch.gateway.GatewayKind;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.org.OrganizationPath;
import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.quota.RoomQuotas;
import io.roomcast.model.sql.Enums;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A room with its phone and its place in the hierarchy, as the lane reads them under the room's lock.
 *
 * @param late 1 where something's window has passed
 * @param headId of the occurrence under way, else of the first in line
 * @param earliestUnclaimed moment of an active schedule that no trigger has claimed yet
 * @param readAt the database's time
 */
record Room(
        long id,
        String channelId,
        String timeZone,
        @Nullable RoomQuotas quotas,
        String status,
        @Nullable Instant pausedUntil,
        @Nullable String pauseReason,
        @Nullable Instant stoppedUntil,
        @Nullable String stopReason,
        @Nullable String quiet,
        @Nullable Instant heldUntil,
        @Nullable String leaseOwner,
        long leaseEpoch,
        @Nullable Instant leaseUntil,
        String path,
        long botId,
        String botName,
        String botGateway,
        String botEndpoint,
        String botStatus,
        int late,
        @Nullable Long headId,
        @Nullable Instant earliestUnclaimed,
        Instant readAt) {
    Bot bot() {
        return new Bot(botId, botName, Enums.parse(GatewayKind.class, botGateway), botEndpoint);
    }

    ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    boolean isLate() {
        return late > 0;
    }

    boolean hasUnclaimedUntil(Instant moment) {
        return earliestUnclaimed != null && !earliestUnclaimed.isAfter(moment);
    }

    boolean isActive() {
        return status.equals("active");
    }

    boolean isBotActive() {
        return botStatus.equals("active");
    }

    boolean isBelow(String organizationPath) {
        return new OrganizationPath(organizationPath).contains(new OrganizationPath(path));
    }

    /** Why nothing may start now, not even the next part of what has begun. */
    Optional<Waits.Until> suspension(Instant now) {
        if (stoppedUntil != null && stoppedUntil.isAfter(now)) {
            return Optional.of(new Waits.Until(WaitReason.STOPPED, stoppedUntil, stopReason));
        }
        return pausedUntil != null && pausedUntil.isAfter(now)
                ? Optional.of(new Waits.Until(WaitReason.ROOM_PAUSED, pausedUntil, pauseReason))
                : Optional.empty();
    }

    /** Its own, its organisation's and those of all above. */
    QuietHours quietHours() {
        return QuietHours.parse(quiet);
    }

    boolean isLeasedAt(Instant now) {
        return leaseOwner != null && leaseUntil != null && leaseUntil.isAfter(now);
    }
}
