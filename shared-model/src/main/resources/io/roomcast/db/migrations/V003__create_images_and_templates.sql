-- liquibase formatted sql

-- changeset roomcast:003-image
CREATE TABLE kb_image (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    organization_id BIGINT       NOT NULL,
    sha256          CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the stored bytes; the key in the image store',
    name            VARCHAR(255) NOT NULL,
    media_type      VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    size_bytes      BIGINT       NOT NULL,
    width           INT          NOT NULL,
    height          INT          NOT NULL,
    frames          INT          NOT NULL,
    created_by      BIGINT       NOT NULL,
    created_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    deleted_at      DATETIME(3)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uk_image_content (organization_id, sha256),
    CONSTRAINT fk_image_organization FOREIGN KEY (organization_id) REFERENCES kb_organization (id),
    CONSTRAINT fk_image_member FOREIGN KEY (created_by) REFERENCES kb_member (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- changeset roomcast:003-template
CREATE TABLE kb_template (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    organization_id BIGINT       NOT NULL,
    name            VARCHAR(100) NOT NULL,
    body            TEXT         NOT NULL,
    version         INT          NOT NULL DEFAULT 0,
    created_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uk_template_name (organization_id, name),
    CONSTRAINT fk_template_organization FOREIGN KEY (organization_id) REFERENCES kb_organization (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
