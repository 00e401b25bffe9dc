package io.roomcast.api.broadcast;

import com.fasterxml.jackson.core.type.TypeReference;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.schedule.MessageColumns;
import io.roomcast.model.schedule.MessageColumns.Changed;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of kb_broadcast with the name of its organisation. @param lapsed 1 when nobody approved it in time */
record BroadcastRow(
        long id,
        long organizationId,
        String organizationName,
        String title,
        @Nullable String messageText,
        @Nullable String messageImages1,
        @Nullable String messageImages2,
        @Nullable String variables,
        String sendOrder,
        int sendIntervalSeconds,
        int mediaWaitTime1,
        int mediaWaitTime2,
        String target,
        int priority,
        int windowMinutes,
        boolean advertising,
        @Nullable String nightReason,
        String state,
        int lapsed,
        @Nullable Instant lapsesAt,
        long createdBy,
        String createdByLogin,
        Instant createdAt,
        @Nullable String decidedByLogin,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        @Nullable Instant startedAt,
        @Nullable String cancelledByLogin,
        @Nullable Instant cancelledAt) {
    MessageColumns message() {
        return new MessageColumns(
                messageText,
                messageImages1,
                messageImages2,
                variables,
                sendOrder,
                sendIntervalSeconds,
                mediaWaitTime1,
                mediaWaitTime2);
    }

    boolean isHeldAtNight() {
        return advertising && nightReason == null;
    }

    boolean isPending() {
        return state.equals("pending") && lapsed == 0;
    }

    boolean isCancelled() {
        return state.equals("cancelled");
    }

    boolean isSending() {
        return state.equals("sending");
    }

    Broadcast with(Progress progress) {
        Changed content = message().asChange();
        return new Broadcast(
                id,
                organizationId,
                organizationName,
                title,
                messageText,
                content.images1(),
                content.images2(),
                variables == null ? Map.of() : ContentJson.read(variables, new TypeReference<>() {}),
                sendOrder,
                sendIntervalSeconds,
                mediaWaitTime1,
                mediaWaitTime2,
                ContentJson.read(target, new TypeReference<BroadcastTarget>() {}),
                priority,
                windowMinutes,
                advertising,
                nightReason,
                shownState(progress),
                progress,
                createdByLogin,
                createdAt,
                lapsesAt,
                decidedByLogin,
                decidedAt,
                decisionNote,
                startedAt,
                cancelledByLogin,
                cancelledAt);
    }

    private String shownState(Progress progress) {
        if (lapsed == 1) {
            return "lapsed";
        }
        return isSending() && progress.isOver() ? "finished" : state;
    }
}
