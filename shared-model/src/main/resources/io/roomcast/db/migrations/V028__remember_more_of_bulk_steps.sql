-- liquibase formatted sql

-- What an undo puts back beside the request: a status that the row had, and runs that were changed by hand.
-- changeset roomcast:028-bulk-step
ALTER TABLE kb_bulk_step
    ADD COLUMN status_before        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of a pause or resume' AFTER request_before,
    ADD COLUMN status_reason_before VARCHAR(200) NULL AFTER status_before,
    ADD COLUMN exceptions_before    MEDIUMTEXT  NULL COMMENT 'of an edit: JSON of the single runs ahead' AFTER status_reason_before;
