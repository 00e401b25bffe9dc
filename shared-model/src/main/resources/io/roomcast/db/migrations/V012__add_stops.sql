-- liquibase formatted sql

-- changeset roomcast:012-stop
CREATE TABLE kb_stop (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    scope      ENUM('all','organization','bot','room') NOT NULL,
    target_id  BIGINT       NULL COMMENT 'of the scope; null for all',
    reason     VARCHAR(200) NOT NULL,
    until_at   DATETIME(3)  NOT NULL,
    created_by VARCHAR(50)  NOT NULL COMMENT 'login',
    created_by_path VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '/' COMMENT 'of whoever stopped it, as it was then: who stands there or above may lift it',
    created_at DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    lifted_by  VARCHAR(50)  NULL,
    lifted_at  DATETIME(3)  NULL,
    PRIMARY KEY (id),
    KEY ix_stop_open (lifted_at, until_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Every start of a part shares this one row's lock; whoever stops or lifts takes it alone. So after the answer to a
-- stop no part starts.
-- changeset roomcast:012-stop-guard
CREATE TABLE kb_stop_guard (
    id         TINYINT     NOT NULL,
    open_until DATETIME(3) NULL COMMENT 'when the last stop ends that is not lifted',
    PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO kb_stop_guard (id) VALUES (1);
