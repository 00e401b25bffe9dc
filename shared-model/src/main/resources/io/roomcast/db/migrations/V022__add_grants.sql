-- liquibase formatted sql

-- Lends a member a role at another organisation and below, until a time.
-- changeset roomcast:022-grant
CREATE TABLE kb_grant (
    id               BIGINT       NOT NULL AUTO_INCREMENT,
    member_id        BIGINT       NOT NULL COMMENT 'to whom',
    organization_id  BIGINT       NOT NULL COMMENT 'where, and at all below it',
    role             ENUM('manager','viewer') NOT NULL,
    reason           VARCHAR(200) NOT NULL,
    until_at         DATETIME(3)  NOT NULL,
    created_at       DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    created_by       VARCHAR(50)  NOT NULL COMMENT 'login',
    revoked_at       DATETIME(3)  NULL COMMENT 'before its time',
    revoked_by       VARCHAR(50)  NULL COMMENT 'login',
    PRIMARY KEY (id),
    KEY ix_grant_member (member_id, until_at),
    KEY ix_grant_organization (organization_id, id),
    CONSTRAINT fk_grant_member FOREIGN KEY (member_id) REFERENCES kb_member (id) ON DELETE CASCADE,
    CONSTRAINT fk_grant_organization FOREIGN KEY (organization_id) REFERENCES kb_organization (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:022-audit-grant
ALTER TABLE kb_audit_log
    ADD COLUMN grant_id BIGINT NULL COMMENT 'under which it was done; null: with the rights of one''s own' AFTER login_id;
