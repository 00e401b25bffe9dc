-- liquibase formatted sql

-- changeset roomcast:009-monthly
ALTER TABLE kb_schedule
    MODIFY COLUMN schedule_type ENUM('once','weekly','daily','monthly') NOT NULL,
    ADD COLUMN schedule_month_days VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'for monthly: 1 … 31, last, 2:friday, last:monday, joined by commas' AFTER schedule_weekdays;
