-- liquibase formatted sql

-- Rows that are written into a file in the background. Each piece that is written moves reached on, in one transaction.
-- changeset roomcast:024-export
CREATE TABLE kb_export (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    organization_id BIGINT       NOT NULL COMMENT 'where its maker acted',
    member_id       BIGINT       NOT NULL COMMENT 'whose it is',
    login_id        VARCHAR(50)  NOT NULL,
    grant_id        BIGINT       NULL COMMENT 'under which it was asked for; null: with the rights of one''s own',
    kind            VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request         JSON         NOT NULL,
    state           ENUM('waiting','writing','done','failed') NOT NULL DEFAULT 'waiting',
    tries           INT          NOT NULL DEFAULT 0 COMMENT 'of the next piece; one that ends whoever writes it must not end them all',
    next_try_at     DATETIME(3)  NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'null: it is over',
    reached         VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'where the next piece begins; null: at the first row',
    pieces          INT          NOT NULL DEFAULT 0,
    row_count       INT          NOT NULL DEFAULT 0,
    truncated       TINYINT      NOT NULL DEFAULT 0 COMMENT '1: there are more rows than one file may have',
    failure         VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    finished_at     DATETIME(3)  NULL,
    created_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    KEY ix_export_next (next_try_at),
    KEY ix_export_member (member_id, id),
    KEY ix_export_created (created_at),
    CONSTRAINT fk_export_organization FOREIGN KEY (organization_id) REFERENCES kb_organization (id) ON DELETE CASCADE,
    CONSTRAINT fk_export_member FOREIGN KEY (member_id) REFERENCES kb_member (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:024-export-piece
CREATE TABLE kb_export_piece (
    export_id  BIGINT      NOT NULL,
    position   INT         NOT NULL,
    content    MEDIUMBLOB  NOT NULL COMMENT 'lines of CSV, UTF-8, gzip',
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (export_id, position),
    KEY ix_export_piece_created (created_at),
    CONSTRAINT fk_export_piece_export FOREIGN KEY (export_id) REFERENCES kb_export (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
