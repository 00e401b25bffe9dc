-- liquibase formatted sql

-- Only ever added to. No foreign key: it outlives members, organisations and what it tells of.
-- changeset roomcast:020-audit-log
CREATE TABLE kb_audit_log (
    id                BIGINT       NOT NULL AUTO_INCREMENT,
    created_at        DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    organization_path VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of what it tells of, as it was then: who stands there or above sees it',
    member_id         BIGINT       NULL COMMENT 'null: nobody who is known',
    login_id          VARCHAR(100) NOT NULL COMMENT 'who; as typed where nobody is known',
    origin            ENUM('web','event','system') NOT NULL,
    address           VARCHAR(45)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'from which the request came',
    action            VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject           VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject_id        BIGINT       NULL,
    subject_name      VARCHAR(255) NULL COMMENT 'as it was then',
    changes           JSON         NOT NULL COMMENT '[{"field", "before", "after"}]',
    PRIMARY KEY (id),
    KEY ix_audit_path (organization_path, id),
    KEY ix_audit_subject (subject, subject_id, id),
    KEY ix_audit_login (login_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
