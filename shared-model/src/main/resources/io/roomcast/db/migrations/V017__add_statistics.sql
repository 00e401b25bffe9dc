-- liquibase formatted sql

-- What a room's runs of one hour (UTC, by their due moment) came to. Counted anew from the log, never added to.
-- changeset roomcast:017-statistics
CREATE TABLE kb_stat_hour (
    organization_id BIGINT      NOT NULL,
    hour_at         DATETIME    NOT NULL,
    room_id         BIGINT      NOT NULL,
    bot_id          BIGINT      NOT NULL COMMENT 'of the room when it was counted',
    status          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason          VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'its code; empty for a success',
    runs            INT         NOT NULL,
    confirmed       INT         NOT NULL,
    parts           INT         NOT NULL COMMENT 'that rooms got',
    started         INT         NOT NULL COMMENT 'runs of which a part started',
    delay_ms        BIGINT      NOT NULL COMMENT 'sum over those, from the due moment to the first start',
    send_ms         BIGINT      NOT NULL COMMENT 'sum over those, from the first start to the end',
    PRIMARY KEY (organization_id, hour_at, room_id, status, reason),
    KEY ix_stat_room (room_id, hour_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:017-logs-of-a-room
ALTER TABLE kb_schedule_logs ADD KEY ix_logs_room (room_id, scheduled_at);

-- Reads without locks: no room and no log waits for the count.
-- changeset roomcast:017-read-committed
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;

-- changeset roomcast:017-count-what-is-there
INSERT INTO kb_stat_hour (organization_id, hour_at, room_id, bot_id, status, reason, runs, confirmed, parts, started,
                          delay_ms, send_ms)
SELECT l.organization_id, DATE_FORMAT(l.scheduled_at, '%Y-%m-%d %H:00:00'), l.room_id, MAX(r.bot_id), l.status,
       LEFT(COALESCE(SUBSTRING_INDEX(l.error_message, ':', 1), ''), 40), COUNT(*), SUM(l.confirmed),
       SUM(IF(COALESCE(l.send_components, '') = '', 0,
              1 + LENGTH(l.send_components) - LENGTH(REPLACE(l.send_components, ',', '')))),
       COUNT(l.started_at), COALESCE(SUM(GREATEST(0, TIMESTAMPDIFF(MICROSECOND, l.scheduled_at, l.started_at) DIV 1000)), 0),
       COALESCE(SUM(l.duration_ms), 0)
FROM kb_schedule_logs l JOIN kb_room r ON r.id = l.room_id
GROUP BY l.organization_id, DATE_FORMAT(l.scheduled_at, '%Y-%m-%d %H:00:00'), l.room_id, l.status,
         LEFT(COALESCE(SUBSTRING_INDEX(l.error_message, ':', 1), ''), 40);

-- changeset roomcast:017-repeatable-read
SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ;
