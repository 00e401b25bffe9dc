package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.model.sql.Rows;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What each row of a bulk action did, for as long as it can be undone. */
@Component
@RequiredArgsConstructor
class BulkSteps {
    /** Ten, and what the way to the server takes; from the last row on, as the first may have been long ago. */
    private static final int UNDO_SECONDS = 15;

    private final DatabaseClient database;

    /**
     * @param requestBefore of an edit: JSON of the request that puts it back
     * @param statusBefore of a pause or resume @param statusReasonBefore the same
     * @param exceptionsBefore of an edit: JSON of the runs ahead that somebody had changed
     * @param doneAt null: only now
     */
    record Step(
            long scheduleId,
            String action,
            @Nullable String requestBefore,
            @Nullable String statusBefore,
            @Nullable String statusReasonBefore,
            @Nullable String exceptionsBefore,
            int versionAfter,
            @Nullable Long copyId,
            @Nullable Instant doneAt) {
        static Step of(ScheduleRow found, String action, int versionAfter) {
            return new Step(found.id(), action, null, null, null, null, versionAfter, null, null);
        }

        static Step ofToggle(ScheduleRow found, String action, int versionAfter) {
            return new Step(
                    found.id(), action, null, found.status(), found.statusReason(), null, versionAfter, null, null);
        }

        static Step ofEdit(ScheduleRow found, String action, String request, String exceptions, int versionAfter) {
            return new Step(found.id(), action, request, null, null, exceptions, versionAfter, null, null);
        }

        static Step ofCopy(ScheduleRow found, String action, int versionOfCopy, long copyId) {
            return new Step(found.id(), action, null, null, null, null, versionOfCopy, copyId, null);
        }
    }

    Mono<Void> remember(Caller caller, String bulkId, Step step) {
        return database.sql("""
                        INSERT INTO kb_bulk_step (bulk_id, schedule_id, member_id, action, request_before, status_before,
                               status_reason_before, exceptions_before, version_after, copy_id)
                        VALUES (:bulk, :schedule, :member, :action, :request_before, :status_before, :reason_before,
                               :exceptions_before, :version_after, :copy)""")
                .bind("bulk", bulkId)
                .bind("schedule", step.scheduleId())
                .bind("member", caller.memberId())
                .bind("action", step.action())
                .bind("request_before", Parameter.fromOrEmpty(step.requestBefore(), String.class))
                .bind("status_before", Parameter.fromOrEmpty(step.statusBefore(), String.class))
                .bind("reason_before", Parameter.fromOrEmpty(step.statusReasonBefore(), String.class))
                .bind("exceptions_before", Parameter.fromOrEmpty(step.exceptionsBefore(), String.class))
                .bind("version_after", step.versionAfter())
                .bind("copy", Parameter.fromOrEmpty(step.copyId(), Long.class))
                .then();
    }

    /** Empty where it is too late. */
    Mono<List<Step>> undoable(Caller caller, String bulkId) {
        return database.sql("""
                        SELECT schedule_id, action, request_before, status_before, status_reason_before, exceptions_before,
                               version_after, copy_id, created_at AS done_at FROM kb_bulk_step
                        WHERE bulk_id = :bulk AND member_id = :member
                          AND (SELECT MAX(l.created_at) FROM kb_bulk_step l WHERE l.bulk_id = :bulk AND l.member_id = :member)
                              > UTC_TIMESTAMP(3) - INTERVAL %d SECOND ORDER BY schedule_id""".formatted(UNDO_SECONDS))
                .bind("bulk", bulkId)
                .bind("member", caller.memberId())
                .map(Rows.to(Step.class))
                .all()
                .collectList();
    }

    /** What was undone is not undone again. */
    Mono<Void> forget(String bulkId, long scheduleId) {
        return database.sql("DELETE FROM kb_bulk_step WHERE bulk_id = :bulk AND schedule_id = :schedule")
                .bind("bulk", bulkId)
                .bind("schedule", scheduleId)
                .then();
    }
}
