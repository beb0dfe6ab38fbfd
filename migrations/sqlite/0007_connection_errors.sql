-- When the tool last did not do what was asked; `last_error` says how.
alter table connections add column last_error_at TEXT;
