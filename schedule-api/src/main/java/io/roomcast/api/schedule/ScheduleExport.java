package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.export.ExportRequest;
import io.roomcast.api.export.ExportSource;
import io.roomcast.api.problem.Checks;
import io.roomcast.model.sql.Conditions;
import java.util.Arrays;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The schedules as a file, by their ids, each with its rule in words. */
@Component
@RequiredArgsConstructor
class ScheduleExport implements ExportSource {
    private final ScheduleLists lists;
    private final JsonColumns json;

    @Override
    public String kind() {
        return "schedules";
    }

    @Override
    public List<String> header() {
        return List.of(
                "id",
                "title",
                "status",
                "rule",
                "rule_en",
                "rule_zone",
                "next_at",
                "last_sent_at",
                "time_zone",
                "sent",
                "organization",
                "phone",
                "room",
                "text",
                "pictures",
                "registered_by");
    }

    @Override
    public void check(ExportRequest request, Checks checks) {
        String status = request.status();
        checks.require(
                        status == null || ScheduleFilter.isStatus(status),
                        "/status",
                        "not_one_of",
                        "One of " + ScheduleFilter.STATUSES)
                .require(request.from() == null, "/from", "not_taken", "Schedules have no period; leave it out")
                .require(request.until() == null, "/until", "not_taken", "Schedules have no period; leave it out");
        request.checkNoGroups(checks);
    }

    @Override
    public Mono<Piece> next(Caller caller, ExportRequest request, @Nullable String reached, int most) {
        Conditions conditions = new Conditions()
                .and("g.path LIKE CONCAT('%/', :organization, '/%')", "organization", request.organizationId())
                .and("s.room_id = :room", "room", request.roomId())
                .and("s.status = :status", "status", request.status());
        return lists.after(caller, conditions, reached == null ? 0 : Long.parseLong(reached), most)
                .map(found -> new Piece(
                        found.stream().map(row -> cells(row, request)).toList(),
                        found.size() < most
                                ? null
                                : Long.toString(found.get(most - 1).id())));
    }

    private List<@Nullable Object> cells(ScheduleRow row, ExportRequest request) {
        var rule = Sentences.of(row.timingColumns());
        return Arrays.asList(
                row.id(),
                row.title(),
                row.status(),
                rule.ko(),
                rule.en(),
                row.timeZone(),
                request.local(row.nextSendAt()),
                request.local(row.lastSentAt()),
                request.zone(),
                row.sendCount(),
                row.createdById(),
                row.targetBotName(),
                row.targetRoomId(),
                row.messageText(),
                pictures(row),
                row.createdByMbId());
    }

    private int pictures(ScheduleRow row) {
        return json.images(row.messageImages1()).size()
                + json.images(row.messageImages2()).size();
    }
}
