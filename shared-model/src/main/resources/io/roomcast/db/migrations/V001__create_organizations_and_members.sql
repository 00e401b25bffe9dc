-- liquibase formatted sql

-- changeset roomcast:001-organization
CREATE TABLE kb_organization (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    parent_id  BIGINT       NULL,
    level      ENUM('headquarters','distributor','agency','branch') NOT NULL,
    code       VARCHAR(50)  NOT NULL COMMENT 'dt_id, ag_id or br_id',
    name       VARCHAR(100) NOT NULL,
    path       VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'ids from the root down, /1/7/31/',
    status     ENUM('active','inactive') NOT NULL DEFAULT 'active',
    version    INT          NOT NULL DEFAULT 0,
    created_at DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uk_organization_code (code),
    KEY ix_organization_path (path),
    CONSTRAINT fk_organization_parent FOREIGN KEY (parent_id) REFERENCES kb_organization (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:001-member
CREATE TABLE kb_member (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    organization_id BIGINT       NOT NULL,
    login_id        VARCHAR(50)  NOT NULL,
    name            VARCHAR(100) NOT NULL,
    password_hash   VARCHAR(100) NULL COMMENT 'null: signs in at the outside issuer only',
    role            ENUM('manager','viewer') NOT NULL,
    status          ENUM('active','inactive') NOT NULL DEFAULT 'active',
    version         INT          NOT NULL DEFAULT 0,
    created_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uk_member_login (login_id),
    KEY ix_member_organization (organization_id),
    CONSTRAINT fk_member_organization FOREIGN KEY (organization_id) REFERENCES kb_organization (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:001-refresh-token
CREATE TABLE kb_refresh_token (
    token_hash CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SHA-256 of the token, never the token',
    family     CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'one login and all that was rotated from it',
    member_id  BIGINT      NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    used_at    DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (token_hash),
    KEY ix_refresh_token_family (family),
    KEY ix_refresh_token_expiry (expires_at),
    CONSTRAINT fk_refresh_token_member FOREIGN KEY (member_id) REFERENCES kb_member (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
