-- liquibase formatted sql

-- changeset roomcast:030-days-of-elections
-- Days of elections at the end of a term, which are public holidays (Public Official Election Act, article 34), as terms stand in
-- 2026: should one end before its time, head office changes them. What head office has entered already stays.
INSERT IGNORE INTO kb_holiday (holiday_date, name, origin) VALUES
('2028-04-12', '국회의원 선거일', 'statutory'),
('2030-03-27', '대통령 선거일', 'statutory'),
('2030-06-12', '지방선거일', 'statutory'),
('2032-04-14', '국회의원 선거일', 'statutory'),
('2034-05-31', '지방선거일', 'statutory'),
('2035-03-28', '대통령 선거일', 'statutory');
