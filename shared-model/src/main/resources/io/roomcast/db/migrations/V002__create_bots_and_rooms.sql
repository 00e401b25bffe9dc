-- liquibase formatted sql

-- changeset roomcast:002-bot
CREATE TABLE kb_bot (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    organization_id BIGINT       NOT NULL,
    name            VARCHAR(30)  NOT NULL,
    gateway         ENUM('iris','log') NOT NULL,
    endpoint        VARCHAR(255) NOT NULL COMMENT 'base URL of the phone',
    status          ENUM('active','inactive') NOT NULL DEFAULT 'active',
    busy_until      DATETIME(3)  NULL COMMENT 'the phone''s turn is taken until then',
    busy_attempt    CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'by this part attempt',
    version         INT          NOT NULL DEFAULT 0,
    created_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uk_bot_name (name),
    CONSTRAINT fk_bot_organization FOREIGN KEY (organization_id) REFERENCES kb_organization (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:002-room
CREATE TABLE kb_room (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    organization_id BIGINT       NOT NULL,
    bot_id          BIGINT       NOT NULL,
    channel_id      VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name            VARCHAR(100) NOT NULL,
    kind            ENUM('operation','test') NOT NULL,
    time_zone       VARCHAR(64)  NOT NULL DEFAULT 'Asia/Seoul',
    status          ENUM('active','inactive') NOT NULL DEFAULT 'active',
    paused_until    DATETIME(3)  NULL,
    pause_reason    VARCHAR(200) NULL,
    held_until      DATETIME(3)  NULL COMMENT 'after an UNKNOWN outcome',
    lease_owner     VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
    lease_epoch     BIGINT       NOT NULL DEFAULT 0,
    lease_until     DATETIME(3)  NULL,
    version         INT          NOT NULL DEFAULT 0,
    created_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uk_room_channel (bot_id, channel_id),
    KEY ix_room_organization (organization_id, id),
    CONSTRAINT fk_room_organization FOREIGN KEY (organization_id) REFERENCES kb_organization (id),
    CONSTRAINT fk_room_bot FOREIGN KEY (bot_id) REFERENCES kb_bot (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
