-- liquibase formatted sql

-- changeset roomcast:014-recycle-bin
ALTER TABLE kb_schedule
    ADD COLUMN deleted_status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'what it was, to be that again' AFTER deleted_at,
    ADD KEY ix_schedule_deleted (deleted_at);
