-- liquibase formatted sql

-- No foreign key to kb_schedule: its check would lock the schedule after the room, against the order of every other
-- transaction, and proof must outlive what it proves.
-- changeset roomcast:006-schedule-logs
CREATE TABLE kb_schedule_logs (
    id                BIGINT       NOT NULL AUTO_INCREMENT,
    occurrence_id     BIGINT       NOT NULL,
    schedule_id       BIGINT       NULL,
    organization_id   BIGINT       NOT NULL,
    room_id           BIGINT       NOT NULL,
    target_room_id    VARCHAR(100) NOT NULL,
    sent_message_text MEDIUMTEXT   NULL,
    sent_images_1     JSON         NULL,
    sent_images_2     JSON         NULL,
    send_components   VARCHAR(50)  NULL COMMENT 'what the room got, in order: text,images_1,images_2',
    status            ENUM('success','failed','partial','unknown','cancelled','expired','skipped') NOT NULL,
    confirmed         TINYINT      NOT NULL DEFAULT 0 COMMENT '1: the room''s own log shows every part',
    error_message     TEXT         NULL,
    api_response      JSON         NULL COMMENT 'per part: state, evidence, times',
    scheduled_at      DATETIME(3)  NOT NULL,
    started_at        DATETIME(3)  NULL,
    completed_at      DATETIME(3)  NULL,
    duration_ms       INT          NULL,
    created_at        DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uk_logs_occurrence (occurrence_id),
    KEY ix_logs_schedule (schedule_id, id),
    KEY idx_target_room_logs (target_room_id),
    KEY idx_status_time (status, scheduled_at),
    KEY ix_logs_organization (organization_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
