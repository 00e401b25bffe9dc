-- liquibase formatted sql

-- By moment and, as every index ends with the primary key, by id: the order in which a history of chosen days is walked down.
-- changeset roomcast:029-logs-by-moment-and-id
ALTER TABLE kb_schedule_logs ADD KEY ix_logs_scheduled (scheduled_at);

-- The calendar takes that one, too.
-- changeset roomcast:029-drop-logs-by-moment-and-schedule
ALTER TABLE kb_schedule_logs DROP KEY ix_logs_moment;
