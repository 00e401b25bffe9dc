-- liquibase formatted sql

-- changeset roomcast:016-broadcast
CREATE TABLE kb_broadcast (
    id                    BIGINT       NOT NULL AUTO_INCREMENT,
    organization_id       BIGINT       NOT NULL,
    title                 VARCHAR(100) NOT NULL,
    message_text          TEXT         NULL,
    message_images_1      JSON         NULL,
    message_images_2      JSON         NULL,
    variables             JSON         NULL,
    send_order            ENUM('text_first','images_first','images_only') NOT NULL,
    send_interval_seconds INT          NOT NULL,
    media_wait_time_1     INT          NOT NULL,
    media_wait_time_2     INT          NOT NULL,
    target                JSON         NOT NULL COMMENT 'how its rooms were chosen',
    room_count            INT          NOT NULL,
    priority              INT          NOT NULL,
    window_minutes        INT          NOT NULL COMMENT 'how late a room may get it',
    advertising           TINYINT(1)   NOT NULL,
    night_reason          VARCHAR(200) NULL,
    state                 ENUM('pending','sending','rejected','cancelled') NOT NULL,
    lapses_at             DATETIME(3)  NULL COMMENT 'until when it waits for a second person',
    created_by            BIGINT       NOT NULL COMMENT 'member',
    created_by_login      VARCHAR(50)  NOT NULL,
    created_at            DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    decided_by_login      VARCHAR(50)  NULL,
    decided_at            DATETIME(3)  NULL,
    decision_note         VARCHAR(200) NULL,
    started_at            DATETIME(3)  NULL,
    cancelled_by_login    VARCHAR(50)  NULL,
    cancelled_at          DATETIME(3)  NULL,
    PRIMARY KEY (id),
    KEY ix_broadcast_organization (organization_id, id),
    KEY ix_broadcast_pending (state, lapses_at),
    CONSTRAINT fk_broadcast_organization FOREIGN KEY (organization_id) REFERENCES kb_organization (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- No foreign key to kb_room: its check would lock thousands of rooms, against the lanes.
-- changeset roomcast:016-broadcast-room
CREATE TABLE kb_broadcast_room (
    broadcast_id  BIGINT NOT NULL,
    room_id       BIGINT NOT NULL,
    occurrence_id BIGINT NULL COMMENT 'the newest; null until it is sent',
    PRIMARY KEY (broadcast_id, room_id),
    KEY ix_broadcast_room (room_id),
    KEY ix_broadcast_room_occurrence (occurrence_id),
    CONSTRAINT fk_broadcast_room_broadcast FOREIGN KEY (broadcast_id) REFERENCES kb_broadcast (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:016-room-tags
ALTER TABLE kb_room
    ADD COLUMN tags VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT 'separated by commas' AFTER kind;
