-- liquibase formatted sql

-- changeset roomcast:018-room-quotas
ALTER TABLE kb_room
    ADD COLUMN quotas JSON NULL COMMENT 'limits instead of the usual ones' AFTER time_zone;
