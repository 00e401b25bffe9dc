-- liquibase formatted sql

-- kb_stat_hour is where a result is counted; these two follow it in the same transaction, by what changed there. In the
-- hours a room has hardly more than one run, so to add them up for a whole business is to read the log again.

-- Days of Seoul, which has been nine hours ahead of UTC since 1988.
-- changeset roomcast:025-stat-day
CREATE TABLE kb_stat_day (
    day_on          DATE        NOT NULL,
    organization_id BIGINT      NOT NULL,
    room_id         BIGINT      NOT NULL,
    bot_id          BIGINT      NOT NULL COMMENT 'of the room when it was counted last',
    status          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason          VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    runs            INT         NOT NULL,
    confirmed       INT         NOT NULL,
    parts           INT         NOT NULL,
    started         INT         NOT NULL,
    delay_ms        BIGINT      NOT NULL,
    send_ms         BIGINT      NOT NULL,
    PRIMARY KEY (day_on, organization_id, room_id, status, reason),
    KEY ix_stat_day_organization (organization_id, day_on),
    KEY ix_stat_day_bot (bot_id, day_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- An organisation with all below it.
-- changeset roomcast:025-stat-subtree
CREATE TABLE kb_stat_subtree (
    organization_id BIGINT      NOT NULL,
    hour_at         DATETIME    NOT NULL,
    status          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason          VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    runs            INT         NOT NULL,
    confirmed       INT         NOT NULL,
    parts           INT         NOT NULL,
    started         INT         NOT NULL,
    delay_ms        BIGINT      NOT NULL,
    send_ms         BIGINT      NOT NULL,
    PRIMARY KEY (organization_id, hour_at, status, reason)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Locked while a room's hours are counted: the hours themselves may have no row yet.
-- changeset roomcast:025-stat-room
CREATE TABLE kb_stat_room (
    room_id BIGINT NOT NULL,
    PRIMARY KEY (room_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:025-stat-hour-of-a-phone
ALTER TABLE kb_stat_hour ADD KEY ix_stat_bot (bot_id, hour_at);

-- Reads without locks: no count waits for this.
-- changeset roomcast:025-read-committed
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;

-- changeset roomcast:025-add-up-days
INSERT INTO kb_stat_day (day_on, organization_id, room_id, bot_id, status, reason, runs, confirmed, parts, started, delay_ms, send_ms)
SELECT DATE(s.hour_at + INTERVAL 9 HOUR) AS seoul, s.organization_id, s.room_id, MAX(s.bot_id), s.status, s.reason, SUM(s.runs),
       SUM(s.confirmed), SUM(s.parts), SUM(s.started), SUM(s.delay_ms), SUM(s.send_ms)
FROM kb_stat_hour s GROUP BY seoul, s.organization_id, s.room_id, s.status, s.reason;

-- changeset roomcast:025-add-up-subtrees
INSERT INTO kb_stat_subtree (organization_id, hour_at, status, reason, runs, confirmed, parts, started, delay_ms, send_ms)
SELECT a.id, s.hour_at, s.status, s.reason, SUM(s.runs), SUM(s.confirmed), SUM(s.parts), SUM(s.started), SUM(s.delay_ms),
       SUM(s.send_ms)
FROM kb_stat_hour s JOIN kb_organization o ON o.id = s.organization_id
     JOIN kb_organization a ON o.path LIKE CONCAT(a.path, '%')
GROUP BY a.id, s.hour_at, s.status, s.reason;

-- changeset roomcast:025-repeatable-read
SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ;
