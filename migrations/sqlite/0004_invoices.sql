-- One run of the wizard, from its first step to billed. `version` counts edits of the document, `fence` moves of the state.
create table invoices (
  id BLOB primary key,
  create_token text not null unique,
  state text not null check (state in ('preparing', 'claimed', 'sending', 'unknown', 'created', 'done', 'undoing', 'released', 'failed')),
  attention text check (attention in ('mismatch', 'duplicate', 'auth', 'ask')),
  version BIGINT not null default 1,
  fence BIGINT not null default 0,
  created_by BLOB not null references users(id),
  created_at TEXT not null,
  worked_at TEXT not null,
  -- the report that it was made from, with absolute dates
  report_url text not null,
  period_from TEXT,
  period_to TEXT,
  group_by text,
  sum_by text,
  -- the answers of the wizard
  client_id BLOB references clients(id),
  connection_id BLOB references connections(id),
  customer_id text,
  customer_name text,
  target_remote_id text,
  before_image text,
  level text check (level in ('groups', 'sums', 'times')),
  mixed_rates text not null default 'split' check (mixed_rates in ('split', 'average', 'flat_rate')),
  text_source text not null default 'title',
  template text not null default '',
  unit text not null default 'hours' check (unit in ('hours', 'days')),
  treatment text not null default 'standard',
  next_no INTEGER not null default 1,
  made_from text,
  header text not null default '',
  intro text not null default '',
  closing text not null default '',
  reference text not null default '',
  service_from TEXT,
  service_to TEXT,
  mark_billed BOOLEAN not null default true,
  -- who pressed `Create draft`, what was sent, and what came of it
  pressed_by BLOB,
  payload text,
  payload_sha256 text,
  organisation_id text,
  attempt INTEGER not null default 0,
  marker text unique,
  sent_reference text,
  lease_owner text,
  lease_until TEXT,
  sent_at TEXT,
  -- while the draft is looked for or compared: since when, and what came of it so far
  watched_since TEXT,
  next_check_at TEXT,
  checked_at TEXT,
  checks INTEGER not null default 0,
  first_absence_at TEXT,
  remote_id text,
  remote_number text,
  remote_net_cents BIGINT,
  remote_tax_cents BIGINT,
  remote_gross_cents BIGINT,
  reason text,
  ended_at TEXT
);
create index invoices_state on invoices(state, next_check_at);
create index invoices_client on invoices(client_id);
create index invoices_worked on invoices(created_by, report_url);
-- One draft in the tool belongs to one invoice of ours.
create unique index invoices_remote on invoices(organisation_id, remote_id)
  where remote_id is not null and target_remote_id is null and state <> 'released';

create table positions (
  invoice_id BLOB not null references invoices(id) on delete cascade,
  no INTEGER not null,
  rank INTEGER not null,
  text text not null,
  quantity text,
  quantity_refused text,
  unit text not null,
  price text,
  price_refused text,
  tax INTEGER not null,
  origin text not null check (origin in ('entries', 'hand')),
  touched BOOLEAN not null,
  seconds BIGINT not null,
  entries BIGINT not null,
  primary key (invoice_id, no)
);

-- The entries of the report when `Create invoice` was pressed, as they were then; kept for ever once billed.
-- `chosen` are those of the client that step 1 chose. `position_no` is empty while no positions were made, and for entries
-- whose position was deleted.
create table invoice_entries (
  invoice_id BLOB not null references invoices(id) on delete cascade,
  entry_id BLOB not null,
  entry_version BIGINT not null,
  client_id BLOB,
  chosen BOOLEAN not null default false,
  position_no INTEGER,
  seconds BIGINT not null,
  rate_cents BIGINT,
  local_date TEXT not null,
  released_at TEXT,
  primary key (invoice_id, entry_id)
);
create index invoice_entries_entry on invoice_entries(entry_id);

-- What happened to an invoice: append-only, each row hashed together with the one before it.
create table invoice_events (
  invoice_id BLOB not null references invoices(id),
  seq INTEGER not null,
  at TEXT not null,
  user_id BLOB,
  actor text not null,
  kind text not null,
  from_state text,
  to_state text,
  detail text not null,
  previous_hash text not null,
  hash text not null,
  primary key (invoice_id, seq)
);

-- Each attempt to send, kept for ever: a draft that turns up late is still known by its reference.
-- `outcome` is empty while nobody knows. A draft that is added to has no reference of ours.
create table invoice_attempts (
  invoice_id BLOB not null references invoices(id),
  attempt INTEGER not null,
  organisation_id text not null,
  marker text unique,
  reference text,
  sent_at TEXT not null,
  outcome text check (outcome in ('created', 'refused', 'absent')),
  primary key (invoice_id, attempt)
);

-- Work that one process does at a time; a fence tells an old holder from a new one.
create table leases (
  name text primary key,
  owner text not null,
  until TEXT not null,
  fence BIGINT not null
);

create trigger invoice_events_kept before update on invoice_events begin select raise(abort, 'events are append-only'); end;
create trigger invoice_events_stay before delete on invoice_events begin select raise(abort, 'events are append-only'); end;

-- What was sent cannot change any more: the positions, and which entries are on them.
create trigger positions_frozen_insert before insert on positions
when (select state from invoices where id = new.invoice_id) <> 'preparing'
begin select raise(abort, 'invoice is not in preparation'); end;
create trigger positions_frozen_update before update on positions
when (select state from invoices where id = new.invoice_id) <> 'preparing'
begin select raise(abort, 'invoice is not in preparation'); end;
create trigger positions_frozen_delete before delete on positions
when (select state from invoices where id = old.invoice_id) <> 'preparing'
begin select raise(abort, 'invoice is not in preparation'); end;
create trigger invoice_entries_frozen before update of entry_version, client_id, chosen, position_no, seconds, rate_cents, local_date on invoice_entries
when (select state from invoices where id = new.invoice_id) <> 'preparing'
begin select raise(abort, 'invoice is not in preparation'); end;
