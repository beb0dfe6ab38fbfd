-- Whether a person said of an attempt that it is not there. Then what only resembles it keeps no further one from being made.
alter table invoice_attempts add column said_absent BOOLEAN not null default false;
