-- liquibase formatted sql

-- changeset roomcast:013-wait-detail-and-resend
ALTER TABLE kb_occurrence
    ADD COLUMN wait_detail VARCHAR(200) NULL COMMENT 'the rule and its figures behind wait_reason' AFTER wait_reason,
    ADD COLUMN resend_of BIGINT NULL COMMENT 'the occurrence that this one sends again; each once' AFTER origin,
    ADD UNIQUE KEY uk_occurrence_resend (resend_of);
