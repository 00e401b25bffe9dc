-- liquibase formatted sql

-- changeset roomcast:008-login-brake
CREATE TABLE kb_login_brake (
    login_key     CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SHA-256 of the login as it was typed; there need not be such a member',
    tries         INT         NOT NULL DEFAULT 0 COMMENT 'since the last that succeeded',
    blocked_until DATETIME(3) NULL,
    updated_at    DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (login_key),
    KEY ix_login_brake_age (updated_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
