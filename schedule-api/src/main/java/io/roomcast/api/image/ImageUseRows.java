package io.roomcast.api.image;

import io.roomcast.api.access.Caller;
import io.roomcast.model.sql.Rows;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where a picture is used. By a schedule, one in the recycle bin, a run ahead that says something of its own, or a broadcast to come. */
@Component
@RequiredArgsConstructor
class ImageUseRows {
    private static final int MOST = 100;

    /** kb_schedule_image has the schedules; of the others there are few. */
    private static final String USES = """
            SELECT IF(s.deleted_at IS NULL, 'schedule', 'deleted_schedule') AS kind, s.id, s.title, g.path LIKE :scope AS seen
            FROM kb_schedule_image u STRAIGHT_JOIN kb_schedule s ON s.id = u.schedule_id
                 JOIN kb_organization g ON g.id = s.organization_id
            WHERE u.image_id = :image AND (s.status <> 'completed' AND s.deleted_at IS NULL
                                           OR s.deleted_at > UTC_TIMESTAMP(3) - INTERVAL 30 DAY)
            UNION ALL
            SELECT 'run', s.id, s.title, g.path LIKE :scope
            FROM kb_schedule_exception x JOIN kb_schedule s ON s.id = x.schedule_id JOIN kb_organization g ON g.id = s.organization_id
            WHERE COALESCE(x.moved_to, x.original_at) > UTC_TIMESTAMP(3)
              AND (JSON_CONTAINS(x.content, JSON_OBJECT('id', :image), '$.images1')
                OR JSON_CONTAINS(x.content, JSON_OBJECT('id', :image), '$.images2'))
            UNION ALL
            SELECT 'broadcast', b.id, b.title, g.path LIKE :scope
            FROM kb_broadcast b JOIN kb_organization g ON g.id = b.organization_id
            WHERE b.state = 'pending' AND b.lapses_at > UTC_TIMESTAMP(3)
              AND (JSON_CONTAINS(b.message_images_1, JSON_OBJECT('id', :image))
                OR JSON_CONTAINS(b.message_images_2, JSON_OBJECT('id', :image)))
            ORDER BY seen DESC, kind, id""";

    private final DatabaseClient database;

    private record Row(String kind, long id, String title, int seen) {}

    Mono<ImageUses> of(Caller caller, long image) {
        return database.sql(USES)
                .bind("scope", caller.scope())
                .bind("image", image)
                .map(Rows.to(Row.class))
                .all()
                .collectList()
                .map(rows -> {
                    List<ImageUse> seen = rows.stream()
                            .filter(row -> row.seen() == 1)
                            .limit(MOST)
                            .map(row -> new ImageUse(row.kind(), row.id(), row.title()))
                            .toList();
                    return new ImageUses(seen, rows.size() - seen.size());
                });
    }
}
