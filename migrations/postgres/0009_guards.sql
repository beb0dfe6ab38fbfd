-- Which installations (a data folder, and the process that has it) may write to billing tools, and under which address.
-- `admitted_by` is empty for the first one, which nobody has to admit.
create table installations (
  id text primary key,
  origin text not null,
  admitted_at timestamptz not null,
  admitted_by uuid references users(id)
);

-- Sends that a journal has and this database does not know: it was restored from a backup. Nothing is sent until each is
-- decided and all are settled; the rows stay. `id` is the one in the journal. Invoice and connection may be unknown, too.
create table lost_sends (
  id uuid primary key,
  invoice_id uuid not null,
  attempt integer not null,
  connection_id uuid not null,
  organisation_id text not null,
  reference text,
  payload text not null,
  before_image text,
  sent_at timestamptz not null,
  noticed_at timestamptz not null,
  -- what the tool said when it was looked for
  looked_at timestamptz,
  look text check (look in ('found', 'absent', 'unclear')),
  remote_id text,
  -- what an admin decided, and when all that was noticed together was settled
  decision text check (decision in ('billed', 'free')),
  reason text not null default '',
  decided_by uuid references users(id),
  decided_at timestamptz,
  settled_at timestamptz
);

-- The entries that were on their positions. They may not be in this database.
create table lost_send_entries (
  send_id uuid not null references lost_sends(id) on delete cascade,
  entry_id uuid not null,
  seconds bigint not null,
  primary key (send_id, entry_id)
);

-- A journal is compared with the attempts since its first line, and before each send with the last one.
create index invoice_attempts_sent on invoice_attempts(sent_at);
