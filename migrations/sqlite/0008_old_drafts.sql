-- Drafts that were copied, because their tool cannot add to one: each stays until a person deletes it there.
-- `seen` is what the last look saw; `next_check_at` is empty once nobody looks by themselves any more.
create table old_drafts (
  invoice_id BLOB primary key references invoices(id) on delete cascade,
  since TEXT not null,
  seen text check (seen in ('there', 'edited', 'gone', 'finished')),
  checks INTEGER not null default 0,
  checked_at TEXT,
  next_check_at TEXT
);
create index old_drafts_due on old_drafts(next_check_at);

insert into old_drafts (invoice_id, since, next_check_at)
select id, ended_at, ended_at from invoices where state = 'done' and target_remote_id <> remote_id;
