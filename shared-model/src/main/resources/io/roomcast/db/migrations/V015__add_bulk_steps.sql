-- liquibase formatted sql

-- changeset roomcast:015-bulk-step
CREATE TABLE kb_bulk_step (
    bulk_id         CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    schedule_id     BIGINT      NOT NULL,
    member_id       BIGINT      NOT NULL,
    action          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_before  MEDIUMTEXT  NULL COMMENT 'of an edit: what puts it back',
    version_after   INT         NOT NULL,
    copy_id         BIGINT      NULL,
    created_at      DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (bulk_id, schedule_id),
    KEY ix_bulk_step_age (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
