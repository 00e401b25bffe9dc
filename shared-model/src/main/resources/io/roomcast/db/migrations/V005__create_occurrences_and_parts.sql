-- liquibase formatted sql

-- No foreign key to kb_room: its check would lock the rooms of a whole claim, in the claim's order, against the lanes.
-- changeset roomcast:005-occurrence
CREATE TABLE kb_occurrence (
    id                  BIGINT       NOT NULL AUTO_INCREMENT,
    schedule_id         BIGINT       NULL COMMENT 'null: an immediate message from another system',
    source_key          CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'SHA-256 of an outside event''s source and id',
    organization_id     BIGINT       NOT NULL,
    room_id             BIGINT       NOT NULL,
    scheduled_at        DATETIME(3)  NOT NULL,
    expires_at          DATETIME(3)  NOT NULL COMMENT 'end of the catch-up window',
    priority            INT          NOT NULL,
    state               VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    wake_at             DATETIME(3)  NULL COMMENT 'when its lane must hear of it again; null once the state is final',
    wait_reason         VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    not_before          DATETIME(3)  NULL COMMENT 'until when it waits for wait_reason',
    cancel_requested_at DATETIME(3)  NULL,
    content             JSON         NOT NULL COMMENT 'what was due, and is sent',
    content_hash        CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason_code         VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    reason_detail       VARCHAR(500) NULL,
    started_at          DATETIME(3)  NULL,
    finished_at         DATETIME(3)  NULL,
    created_at          DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uk_occurrence_instant (schedule_id, scheduled_at),
    UNIQUE KEY uk_occurrence_source (source_key),
    KEY ix_occurrence_lane (room_id, state, scheduled_at, priority, id),
    KEY ix_occurrence_wake (wake_at),
    KEY ix_occurrence_schedule (schedule_id, state),
    CONSTRAINT fk_occurrence_schedule FOREIGN KEY (schedule_id) REFERENCES kb_schedule (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:005-part
CREATE TABLE kb_part (
    id            BIGINT       NOT NULL AUTO_INCREMENT,
    occurrence_id BIGINT       NOT NULL,
    room_id       BIGINT       NOT NULL,
    position      INT          NOT NULL,
    kind          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state         VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempt_id    CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'fences the outcome of this call against an older one''s',
    epoch         BIGINT       NULL COMMENT 'of the room lease the call was made under',
    tries         INT          NOT NULL DEFAULT 0 COMMENT 'calls that were certainly not accepted',
    baseline      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'position in the room''s log before the call',
    started_at    DATETIME(3)  NULL,
    called_at     DATETIME(3)  NULL COMMENT 'when the call left',
    finished_at   DATETIME(3)  NULL,
    confirmed_at  DATETIME(3)  NULL,
    evidence      VARCHAR(64)  NULL COMMENT 'id of the row in the room''s log',
    detail        VARCHAR(500) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uk_part_position (occurrence_id, position),
    KEY ix_part_quota (room_id, started_at),
    CONSTRAINT fk_part_occurrence FOREIGN KEY (occurrence_id) REFERENCES kb_occurrence (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
