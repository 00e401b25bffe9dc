-- liquibase formatted sql

-- The database's time as it was seen by a service that had reason to trust it. A service that starts while the database's clock and its
-- machine's differ learns from it which of the two was set.
-- changeset roomcast:031-clock-witness
CREATE TABLE kb_clock_witness (
    id      TINYINT     NOT NULL,
    seen_at DATETIME(3) NULL COMMENT 'by no more than some seconds ago, as long as such a service runs',
    PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO kb_clock_witness (id) VALUES (1);
