-- liquibase formatted sql

-- Which schedules show a picture: to look for it in the JSON of each would read them all.
-- changeset roomcast:027-schedule-image
CREATE TABLE kb_schedule_image (
    image_id    BIGINT NOT NULL,
    schedule_id BIGINT NOT NULL,
    PRIMARY KEY (image_id, schedule_id),
    KEY ix_schedule_image_schedule (schedule_id),
    CONSTRAINT fk_schedule_image_schedule FOREIGN KEY (schedule_id) REFERENCES kb_schedule (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Reads without locks: no claim waits for this.
-- changeset roomcast:027-read-committed
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;

-- changeset roomcast:027-first-group
INSERT IGNORE INTO kb_schedule_image (image_id, schedule_id)
SELECT j.image_id, s.id FROM kb_schedule s
     JOIN JSON_TABLE(COALESCE(s.message_images_1, '[]'), '$[*]' COLUMNS (image_id BIGINT PATH '$.id')) j
WHERE j.image_id IS NOT NULL;

-- changeset roomcast:027-second-group
INSERT IGNORE INTO kb_schedule_image (image_id, schedule_id)
SELECT j.image_id, s.id FROM kb_schedule s
     JOIN JSON_TABLE(COALESCE(s.message_images_2, '[]'), '$[*]' COLUMNS (image_id BIGINT PATH '$.id')) j
WHERE j.image_id IS NOT NULL;

-- changeset roomcast:027-repeatable-read
SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ;
