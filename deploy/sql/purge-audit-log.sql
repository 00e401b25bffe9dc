-- Takes the oldest of the record away that is older than two years. By an administrator, as often as it suits (a day, a month); it
-- goes on where it ended. At most 10,000 rows at a time and no row that stays is looked at, so that nobody waits for it.
SET @first_to_stay = (SELECT id FROM kb_audit_log WHERE created_at >= UTC_TIMESTAMP(3) - INTERVAL 2 YEAR ORDER BY id LIMIT 1);
DELETE FROM kb_audit_log WHERE id < @first_to_stay ORDER BY id LIMIT 10000;
