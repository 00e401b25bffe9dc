package io.roomcast.api.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param organizationId hears of its alerts and of those of all below it
 * @param kind webhook or log
 * @param url of a webhook; absent for those who may not change it
 * @param secret with which a webhook's calls are signed ({@code whsec_…}): only in the answer that makes it
 * @param stoppedReason why it was switched off by itself
 * @param waiting notices that are still to be delivered
 * @param lastFailure of the newest notice, while that is not delivered
 */
record Channel(
        long id,
        long organizationId,
        String organizationName,
        String kind,
        String name,
        @Nullable String url,
        @Nullable String secret,
        String status,
        @Nullable String stoppedReason,
        long waiting,
        @Nullable Instant lastDeliveredAt,
        @Nullable String lastFailure,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    Channel withSecret(@Nullable String shown) {
        return new Channel(
                id,
                organizationId,
                organizationName,
                kind,
                name,
                url,
                shown,
                status,
                stoppedReason,
                waiting,
                lastDeliveredAt,
                lastFailure,
                version,
                createdAt,
                updatedAt);
    }
}
