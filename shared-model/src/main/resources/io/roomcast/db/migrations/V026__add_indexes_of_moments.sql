-- liquibase formatted sql

-- What everybody sent on a day, in its order, for the calendar of a wide subtree.
-- changeset roomcast:026-logs-by-moment
ALTER TABLE kb_schedule_logs ADD KEY ix_logs_moment (scheduled_at, schedule_id);
