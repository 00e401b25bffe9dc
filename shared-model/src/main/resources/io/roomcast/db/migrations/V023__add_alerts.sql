-- liquibase formatted sql

-- Whether each phone answers, sends or no sends. Not in kb_bot: every send of a phone locks that row.
-- changeset roomcast:023-phone-health
CREATE TABLE kb_phone_health (
    bot_id        BIGINT       NOT NULL,
    probed_at     DATETIME(3)  NOT NULL COMMENT 'last asked, or claimed to be',
    seen_at       DATETIME(3)  NULL COMMENT 'last answer',
    failing_since DATETIME(3)  NULL COMMENT 'first of the questions since then that had no answer',
    failure       VARCHAR(200) NULL COMMENT 'of the last question',
    PRIMARY KEY (bot_id),
    KEY ix_phone_health_probed (probed_at),
    CONSTRAINT fk_phone_health_bot FOREIGN KEY (bot_id) REFERENCES kb_bot (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- No foreign key: what was wrong stays told when the room is gone.
-- changeset roomcast:023-alert
CREATE TABLE kb_alert (
    id              BIGINT      NOT NULL AUTO_INCREMENT,
    kind            VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    organization_id BIGINT      NOT NULL COMMENT 'whose it is',
    subject_id      BIGINT      NOT NULL COMMENT 'the organisation, room or phone, by the kind',
    measured        DOUBLE      NOT NULL COMMENT 'when it was last found',
    threshold       DOUBLE      NOT NULL COMMENT 'that it passes',
    runs            BIGINT      NOT NULL COMMENT 'over which it was measured; 0: not of runs',
    opened_at       DATETIME(3) NOT NULL,
    found_at        DATETIME(3) NOT NULL COMMENT 'last',
    ended_at        DATETIME(3) NULL,
    is_open         TINYINT     NULL DEFAULT 1 COMMENT 'null once it has ended: one is open, any number have ended',
    PRIMARY KEY (id),
    UNIQUE KEY uk_alert_open (kind, subject_id, is_open),
    KEY ix_alert_organization (organization_id, id),
    KEY ix_alert_ended (ended_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Whoever looks holds this one row: no two replicas open one alert, and none looks too soon.
-- changeset roomcast:023-alert-watch
CREATE TABLE kb_alert_watch (
    id      TINYINT     NOT NULL,
    next_at DATETIME(3) NOT NULL DEFAULT '1970-01-01 00:00:00.000',
    PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO kb_alert_watch (id) VALUES (1);

-- changeset roomcast:023-alert-channel
CREATE TABLE kb_alert_channel (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    organization_id BIGINT       NOT NULL COMMENT 'hears of its alerts and of those below it',
    kind            ENUM('webhook','log') NOT NULL,
    name            VARCHAR(50)  NOT NULL,
    url             VARCHAR(500) NULL COMMENT 'of a webhook',
    secret          VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'with which a webhook''s calls are signed',
    status          ENUM('active','inactive') NOT NULL DEFAULT 'active',
    stopped_reason  VARCHAR(200) NULL COMMENT 'why it was switched off by itself',
    version         INT          NOT NULL DEFAULT 0,
    created_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    KEY ix_alert_channel_organization (organization_id, id),
    CONSTRAINT fk_alert_channel_organization FOREIGN KEY (organization_id) REFERENCES kb_organization (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What a channel is told: written with the alert, delivered after.
-- changeset roomcast:023-alert-notice
CREATE TABLE kb_alert_notice (
    id           BIGINT       NOT NULL AUTO_INCREMENT,
    channel_id   BIGINT       NOT NULL,
    event_id     CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the same at every try',
    payload      TEXT         NOT NULL,
    tries        INT          NOT NULL DEFAULT 0,
    next_at      DATETIME(3)  NULL COMMENT 'of the next try; null: delivered, or dropped',
    delivered_at DATETIME(3)  NULL,
    failure      VARCHAR(200) NULL COMMENT 'of the last try',
    created_at   DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    KEY ix_alert_notice_next (next_at),
    KEY ix_alert_notice_channel (channel_id, next_at),
    KEY ix_alert_notice_age (created_at),
    CONSTRAINT fk_alert_notice_channel FOREIGN KEY (channel_id) REFERENCES kb_alert_channel (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:023-logs-completed
ALTER TABLE kb_schedule_logs ADD KEY ix_logs_completed (completed_at);

-- The operator's log hears of everything, unless the head office switches that off.
-- changeset roomcast:023-log-of-the-head-office
-- validCheckSum: ANY
INSERT INTO kb_alert_channel (organization_id, kind, name)
SELECT g.id, 'log', 'log' FROM kb_organization g LEFT JOIN kb_alert_channel c ON c.organization_id = g.id
WHERE g.parent_id IS NULL AND c.id IS NULL;
