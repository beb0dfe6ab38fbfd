-- Drafts that were copied, because their tool cannot add to one: each stays until a person deletes it there.
-- `seen` is what the last look saw; `next_check_at` is empty once nobody looks by themselves any more.
create table old_drafts (
  invoice_id uuid primary key references invoices(id) on delete cascade,
  since timestamptz not null,
  seen text check (seen in ('there', 'edited', 'gone', 'finished')),
  checks integer not null default 0,
  checked_at timestamptz,
  next_check_at timestamptz
);
create index old_drafts_due on old_drafts(next_check_at);

insert into old_drafts (invoice_id, since, next_check_at)
select id, ended_at, ended_at from invoices where state = 'done' and target_remote_id <> remote_id;
