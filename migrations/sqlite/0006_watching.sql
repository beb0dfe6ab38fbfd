-- What becomes of a document after its entries were billed is watched, too: two more things that a person looks at.
alter table invoices rename column attention to attention_before;
alter table invoices add column attention text
  check (attention in ('mismatch', 'duplicate', 'auth', 'ask', 'remote_gone', 'remote_changed'));
update invoices set attention = attention_before;
alter table invoices drop column attention_before;
update invoices set watched_since = ended_at, next_check_at = ended_at, checks = 0,
  reason = '{"document":"draft","fated":[],"released":[],"kept":false}'
where state = 'done';

-- Drafts of attempts that were not found may turn up late: what was sent, when it is looked for next, how often it was,
-- and the draft that turned up.
alter table invoice_attempts add column payload text;
alter table invoice_attempts add column look_at TEXT;
alter table invoice_attempts add column looks INTEGER not null default 0;
alter table invoice_attempts add column turned_up text;
alter table invoice_attempts add column turned_up_at TEXT;
create index invoice_attempts_look on invoice_attempts(look_at) where look_at is not null;

-- A connection over which nothing is sent until an admin allows it again; looking goes on.
alter table connections add column stopped_at TEXT;
alter table connections add column stopped_by BLOB references users(id);
alter table connections add column stopped_why text not null default '';

-- The brake counts how many sends were left without an answer lately.
create index invoice_events_unknown on invoice_events(at) where to_state = 'unknown';
