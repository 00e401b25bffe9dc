-- liquibase formatted sql

-- changeset roomcast:010-holiday
CREATE TABLE kb_holiday (
    holiday_date DATE         NOT NULL,
    name         VARCHAR(100) NOT NULL,
    origin       ENUM('statutory','added') NOT NULL,
    updated_at   DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (holiday_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Whoever reckons with the holidays shares this row; whoever changes them takes it alone.
-- changeset roomcast:010-holiday-guard
CREATE TABLE kb_holiday_guard (
    id TINYINT NOT NULL,
    PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO kb_holiday_guard (id) VALUES (1);

-- changeset roomcast:010-schedule-rules
ALTER TABLE kb_schedule
    MODIFY COLUMN schedule_type ENUM('once','weekly','daily','monthly','interval','cron') NOT NULL,
    MODIFY COLUMN schedule_time TIME NULL COMMENT 'the first of schedule_times; null for interval and cron',
    ADD COLUMN interval_minutes INT NULL COMMENT 'for interval' AFTER schedule_month_days,
    ADD COLUMN interval_anchor DATETIME NULL COMMENT 'for interval: the local moment from which it is counted' AFTER interval_minutes,
    ADD COLUMN cron_expression VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'for cron: six fields, seconds first' AFTER interval_anchor,
    ADD COLUMN holiday_policy ENUM('ignore','skip','previous','next') NOT NULL DEFAULT 'ignore' AFTER cron_expression,
    ADD COLUMN overlap_policy ENUM('queue','skip') NOT NULL DEFAULT 'queue' COMMENT 'while a run before it is still open' AFTER catch_up_window_seconds,
    ADD COLUMN jitter_seconds INT NOT NULL DEFAULT 0 COMMENT 'runs are spread over so long a window' AFTER overlap_policy,
    ADD COLUMN max_runs INT NULL COMMENT 'completed after so many' AFTER jitter_seconds,
    ADD COLUMN run_count INT NOT NULL DEFAULT 0 COMMENT 'claimed so far' AFTER max_runs,
    ADD COLUMN advertising TINYINT(1) NOT NULL DEFAULT 0 AFTER run_count,
    ADD COLUMN night_reason VARCHAR(200) NULL COMMENT 'why an advertisement may go out at night' AFTER advertising,
    ADD COLUMN has_exceptions TINYINT(1) NOT NULL DEFAULT 0 COMMENT 'whether to look into kb_schedule_exception' AFTER night_reason,
    ADD KEY ix_schedule_holiday_policy (holiday_policy, id);

-- changeset roomcast:010-schedule-exception
CREATE TABLE kb_schedule_exception (
    id          BIGINT      NOT NULL AUTO_INCREMENT,
    schedule_id BIGINT      NOT NULL,
    original_at DATETIME(3) NOT NULL COMMENT 'the run by the rule',
    action      ENUM('skip','change') NOT NULL,
    moved_to    DATETIME(3) NULL COMMENT 'null: at its own moment',
    content     JSON        NULL COMMENT 'what is sent instead; null: what the schedule says',
    created_by  BIGINT      NOT NULL,
    created_at  DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    recorded_at DATETIME(3) NULL COMMENT 'of a skipped run: when it was put on record',
    PRIMARY KEY (id),
    UNIQUE KEY uk_exception_run (schedule_id, original_at),
    KEY ix_exception_to_record (action, recorded_at, original_at),
    CONSTRAINT fk_exception_schedule FOREIGN KEY (schedule_id) REFERENCES kb_schedule (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:010-quiet-hours
ALTER TABLE kb_organization
    ADD COLUMN quiet_from TIME NULL COMMENT 'its rooms and those below get nothing from then', ADD COLUMN quiet_until TIME NULL;
ALTER TABLE kb_room
    ADD COLUMN quiet_from TIME NULL COMMENT 'it gets nothing from then', ADD COLUMN quiet_until TIME NULL;

-- changeset roomcast:010-occurrence
ALTER TABLE kb_occurrence
    ADD COLUMN origin VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'SCHEDULE' COMMENT 'SCHEDULE, RUN_NOW, TEST, EVENT, RESEND' AFTER source_key,
    ADD COLUMN window_seconds INT NOT NULL DEFAULT 300 COMMENT 'the catch-up window, for when its start is deferred' AFTER expires_at,
    ADD COLUMN held_at_night TINYINT(1) NOT NULL DEFAULT 0 COMMENT 'an advertisement' AFTER priority,
    ADD COLUMN aside_until DATETIME(3) NULL COMMENT 'lets others of the room pass until then' AFTER not_before;

-- changeset roomcast:010-occurrences-before
UPDATE kb_occurrence SET origin = 'EVENT' WHERE source_key IS NOT NULL;
UPDATE kb_occurrence SET window_seconds = GREATEST(0, TIMESTAMPDIFF(SECOND, scheduled_at, expires_at))
WHERE wake_at IS NOT NULL;
