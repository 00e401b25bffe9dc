-- liquibase formatted sql

-- A day of an organisation, for its calendar.
-- changeset roomcast:019-logs-by-day
ALTER TABLE kb_schedule_logs ADD KEY ix_logs_due (organization_id, scheduled_at);
