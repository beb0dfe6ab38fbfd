-- Who uses this Billhour. One database is one company.
create table workspace (
  id integer primary key check (id = 1),
  name text not null,
  zone text not null,
  created_at timestamptz not null
);

create table users (
  id uuid primary key,
  email text not null unique,
  name text not null,
  -- none: an import brought this user, who cannot sign in before an admin makes a link
  password_hash text,
  role text not null check (role in ('member', 'biller', 'admin')),
  locale text check (locale in ('en', 'de')),
  rate_cents bigint check (rate_cents between 0 and 100000000),
  created_at timestamptz not null,
  archived_at timestamptz
);

-- The id of a session is a secret: only its hash is kept.
create table sessions (
  id_hash bytea primary key,
  user_id uuid references users(id) on delete cascade,
  data text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_user on sessions(user_id);
create index sessions_expiry on sessions(expires_at);

-- Links that work once: first set-up, and a password reset made by an admin. Only the hash is kept.
create table one_time_links (
  hash bytea primary key,
  purpose text not null check (purpose in ('setup', 'password')),
  user_id uuid references users(id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- What happened outside invoices: sign-ins, users, connections.
create table audit_events (
  id uuid primary key,
  at timestamptz not null,
  user_id uuid,
  kind text not null,
  detail text not null
);
