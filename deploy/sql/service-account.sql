-- Rights of the account 'roomcast' that the services use: all but changing or deleting the record of who did what.
-- Prints statements; run them as an administrator, once the tables are there, and again after an upgrade that adds tables:
--   mysql -N roomcast < service-account.sql | mysql roomcast
-- Migrations run under another account then: spring.liquibase.user, spring.liquibase.password.
SELECT CONCAT('GRANT SELECT, INSERT ON `', DATABASE(), '`.* TO ''roomcast''@''%'';')
UNION ALL
SELECT CONCAT('GRANT UPDATE, DELETE ON `', TABLE_SCHEMA, '`.`', TABLE_NAME, '` TO ''roomcast''@''%'';')
FROM information_schema.TABLES
WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME <> 'kb_audit_log';
