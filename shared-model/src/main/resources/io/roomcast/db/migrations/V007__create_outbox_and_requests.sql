-- liquibase formatted sql

-- changeset roomcast:007-outbox
CREATE TABLE kb_outbox (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    topic       VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    message_key VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_id    CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_type  VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payload     MEDIUMTEXT   NOT NULL,
    created_at  DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:007-idempotency
CREATE TABLE kb_idempotency (
    member_id       BIGINT       NOT NULL,
    idempotency_key VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_hash    CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of method, path and body',
    body            MEDIUMTEXT   NULL COMMENT 'the answer',
    created_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (member_id, idempotency_key),
    KEY ix_idempotency_age (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:007-command
CREATE TABLE kb_command (
    event_source VARCHAR(200) NOT NULL,
    event_id     VARCHAR(100) NOT NULL,
    created_at   DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (event_source, event_id),
    KEY ix_command_age (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
