-- liquibase formatted sql

-- changeset roomcast:021-template-sharing
ALTER TABLE kb_template
    ADD COLUMN owner_id BIGINT NOT NULL DEFAULT 0 COMMENT 'the one member who sees it; 0: its organisation does' AFTER organization_id,
    ADD COLUMN shared_below TINYINT(1) NOT NULL DEFAULT 0 COMMENT 'seen by the organisations below, too' AFTER owner_id,
    ADD UNIQUE KEY uk_template_name_of_owner (organization_id, owner_id, name),
    DROP KEY uk_template_name;
