-- What work is done for. What has time entries is archived, never deleted. `name_key` is the name as the code folds its
-- case: the databases' own `lower` differs beyond ASCII, and so would what counts as the same name.
create table clients (
  id uuid primary key,
  name text not null,
  name_key text not null unique,
  archived_at timestamptz
);

create table projects (
  id uuid primary key,
  client_id uuid not null references clients(id),
  name text not null,
  name_key text not null,
  rate_cents bigint check (rate_cents between 0 and 100000000),
  archived_at timestamptz,
  unique (client_id, name_key)
);

create table tasks (
  id uuid primary key,
  project_id uuid not null references projects(id),
  name text not null,
  name_key text not null,
  archived_at timestamptz,
  unique (project_id, name_key),
  unique (project_id, id)
);

create table work_types (
  id uuid primary key,
  name text not null,
  name_key text not null unique,
  archived_at timestamptz
);

-- A file of time entries on its way in. A run is one reading or moving of it: whoever was given up cannot write any more.
-- `step_done` of `step_total` is how far the present state is, in bytes while reading and in rows while staging. `report`
-- and `problem` are JSON for the pages.
create table imports (
  id uuid primary key,
  user_id uuid not null references users(id),
  file_name text not null,
  zone text not null,
  state text not null check (state in ('reading', 'staging', 'checked', 'moving', 'done', 'failed')),
  run bigint not null default 1,
  step_done bigint not null default 0,
  step_total bigint not null default 0,
  added bigint not null default 0,
  report text,
  problem text,
  created_at timestamptz not null,
  touched_at timestamptz not null
);

-- `local_date` is the day on which the entry starts, in its own zone: reports read only that. Status codes are the
-- ones of domain::status. `reserved_by` is soft; `claimed_by` is the lock of an invoice that is being sent.
create table time_entries (
  id uuid primary key,
  user_id uuid not null references users(id),
  project_id uuid references projects(id),
  task_id uuid,
  work_type_id uuid references work_types(id),
  started_at timestamptz not null,
  seconds bigint not null check (seconds between 1 and 86400),
  zone text not null,
  local_date date not null,
  note text not null,
  billable boolean not null,
  rate_cents bigint check (rate_cents between 0 and 100000000),
  rate_source text check (rate_source in ('hand', 'project', 'user', 'import')),
  billed_source text check (billed_source in ('invoice', 'import', 'hand')),
  billed_by uuid,
  billed_at timestamptz,
  reserved_by uuid,
  claimed_by uuid,
  import_id uuid references imports(id),
  import_identity bytea unique,
  version bigint not null default 1,
  created_at timestamptz not null,
  status integer not null generated always as (case
    when billed_source is not null then 2
    when not billable then 3
    when claimed_by is not null or reserved_by is not null then 1
    else 0 end) stored,
  -- a task of another project would show up under two clients
  check (task_id is null or project_id is not null),
  foreign key (project_id, task_id) references tasks(project_id, id)
);
-- Holds all that a report sums, so that a month of a large database is read without touching the table. The product at
-- its end makes SQLite look closely: without an expression in an index it reads the table for every generated column.
create index time_entries_report
  on time_entries(local_date, project_id, user_id, task_id, status, seconds, rate_cents, (seconds * rate_cents));
-- With the start, because an import asks which of its rows start together with an entry of the same user.
create index time_entries_user on time_entries(user_id, local_date, started_at);
create index time_entries_project on time_entries(project_id);
create index time_entries_task on time_entries(task_id);
create index time_entries_work_type on time_entries(work_type_id);
create index time_entries_import on time_entries(import_id);
create index time_entries_claimed on time_entries(claimed_by) where claimed_by is not null;
create index time_entries_reserved on time_entries(reserved_by) where reserved_by is not null;

-- What an import will add when it is moved, so that a dry run adds nothing. The ids are already the ones of its rows;
-- `parent_id` is the client of a project or the project of a task; the key of a user is the address.
create table import_names (
  import_id uuid not null references imports(id) on delete cascade,
  kind text not null check (kind in ('client', 'project', 'task', 'user')),
  id uuid not null,
  parent_id uuid,
  name text not null,
  name_key text not null,
  primary key (import_id, kind, id)
);

-- Rows of an import between reading the file and moving them over in one statement.
create table import_rows (
  import_id uuid not null references imports(id) on delete cascade,
  row_no bigint not null,
  line bigint not null,
  entry_id uuid not null,
  user_id uuid not null,
  project_id uuid,
  task_id uuid,
  started_at timestamptz not null,
  seconds bigint not null,
  local_date date not null,
  note text not null,
  billable boolean not null,
  billed boolean not null,
  rate_cents bigint,
  rate_source text,
  import_identity bytea not null,
  primary key (import_id, row_no)
);

-- What an invoice shows of an entry cannot change while the invoice is being sent or after it was billed.
create function refuse_locked_entry() returns trigger language plpgsql as $$
begin raise exception 'entry is on an invoice' using errcode = 'BH001'; end $$;
create trigger time_entries_locked before update of user_id, project_id, task_id, work_type_id, started_at, seconds, zone, local_date, note, billable, rate_cents on time_entries
for each row when (old.claimed_by is not null or old.billed_source = 'invoice') execute function refuse_locked_entry();
create trigger time_entries_kept before delete on time_entries
for each row when (old.claimed_by is not null or old.billed_source = 'invoice') execute function refuse_locked_entry();
