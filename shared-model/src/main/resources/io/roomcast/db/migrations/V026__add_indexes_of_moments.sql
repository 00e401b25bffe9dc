-- liquibase formatted sql

-- The newest of a room, and what everybody sent on a day in its order, for the calendar of a wide subtree.
-- changeset roomcast:026-logs-of-a-room
ALTER TABLE kb_schedule_logs ADD KEY ix_logs_room_newest (room_id, id);

-- changeset roomcast:026-logs-by-moment
ALTER TABLE kb_schedule_logs ADD KEY ix_logs_moment (scheduled_at, schedule_id);
