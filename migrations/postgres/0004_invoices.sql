-- One run of the wizard, from its first step to billed. `version` counts edits of the document, `fence` moves of the state.
create table invoices (
  id uuid primary key,
  create_token text not null unique,
  state text not null check (state in ('preparing', 'claimed', 'sending', 'unknown', 'created', 'done', 'undoing', 'released', 'failed')),
  attention text check (attention in ('mismatch', 'duplicate', 'auth', 'ask')),
  version bigint not null default 1,
  fence bigint not null default 0,
  created_by uuid not null references users(id),
  created_at timestamptz not null,
  worked_at timestamptz not null,
  -- the report that it was made from, with absolute dates
  report_url text not null,
  period_from date,
  period_to date,
  group_by text,
  sum_by text,
  -- the answers of the wizard
  client_id uuid references clients(id),
  connection_id uuid references connections(id),
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
  next_no integer not null default 1,
  made_from text,
  header text not null default '',
  intro text not null default '',
  closing text not null default '',
  reference text not null default '',
  service_from date,
  service_to date,
  mark_billed boolean not null default true,
  -- who pressed `Create draft`, what was sent, and what came of it
  pressed_by uuid,
  payload text,
  payload_sha256 text,
  organisation_id text,
  attempt integer not null default 0,
  marker text unique,
  sent_reference text,
  lease_owner text,
  lease_until timestamptz,
  sent_at timestamptz,
  -- while the draft is looked for or compared: since when, and what came of it so far
  watched_since timestamptz,
  next_check_at timestamptz,
  checked_at timestamptz,
  checks integer not null default 0,
  first_absence_at timestamptz,
  remote_id text,
  remote_number text,
  remote_net_cents bigint,
  remote_tax_cents bigint,
  remote_gross_cents bigint,
  reason text,
  ended_at timestamptz
);
create index invoices_state on invoices(state, next_check_at);
create index invoices_client on invoices(client_id);
create index invoices_worked on invoices(created_by, report_url);
-- One draft in the tool belongs to one invoice of ours.
create unique index invoices_remote on invoices(organisation_id, remote_id)
  where remote_id is not null and target_remote_id is null and state <> 'released';

create table positions (
  invoice_id uuid not null references invoices(id) on delete cascade,
  no integer not null,
  rank integer not null,
  text text not null,
  quantity text,
  quantity_refused text,
  unit text not null,
  price text,
  price_refused text,
  tax integer not null,
  origin text not null check (origin in ('entries', 'hand')),
  touched boolean not null,
  seconds bigint not null,
  entries bigint not null,
  primary key (invoice_id, no)
);

-- The entries of the report when `Create invoice` was pressed, as they were then; kept for ever once billed.
-- `chosen` are those of the client that step 1 chose. `position_no` is empty while no positions were made, and for entries
-- whose position was deleted.
create table invoice_entries (
  invoice_id uuid not null references invoices(id) on delete cascade,
  entry_id uuid not null,
  entry_version bigint not null,
  client_id uuid,
  chosen boolean not null default false,
  position_no integer,
  seconds bigint not null,
  rate_cents bigint,
  local_date date not null,
  released_at timestamptz,
  primary key (invoice_id, entry_id)
);
create index invoice_entries_entry on invoice_entries(entry_id);

-- What happened to an invoice: append-only, each row hashed together with the one before it.
create table invoice_events (
  invoice_id uuid not null references invoices(id),
  seq integer not null,
  at timestamptz not null,
  user_id uuid,
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
  invoice_id uuid not null references invoices(id),
  attempt integer not null,
  organisation_id text not null,
  marker text unique,
  reference text,
  sent_at timestamptz not null,
  outcome text check (outcome in ('created', 'refused', 'absent')),
  primary key (invoice_id, attempt)
);

-- Work that one process does at a time; a fence tells an old holder from a new one.
create table leases (
  name text primary key,
  owner text not null,
  until timestamptz not null,
  fence bigint not null
);

create function refuse_event_change() returns trigger language plpgsql as $$
begin raise exception 'events are append-only' using errcode = 'BH002'; end $$;
create trigger invoice_events_kept before update on invoice_events for each row execute function refuse_event_change();
create trigger invoice_events_stay before delete on invoice_events for each row execute function refuse_event_change();

-- What was sent cannot change any more: the positions, and which entries are on them.
create function refuse_frozen() returns trigger language plpgsql as $$
begin
  if (select state from invoices where id = coalesce(new.invoice_id, old.invoice_id)) <> 'preparing' then
    raise exception 'invoice is not in preparation' using errcode = 'BH003';
  end if;
  return coalesce(new, old);
end $$;
create trigger positions_frozen before insert or update or delete on positions for each row execute function refuse_frozen();
create trigger invoice_entries_frozen before update of entry_version, client_id, chosen, position_no, seconds, rate_cents, local_date on invoice_entries
for each row execute function refuse_frozen();
