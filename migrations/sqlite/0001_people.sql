-- Who uses this Billhour. One database is one company.
create table workspace (
  id INTEGER primary key check (id = 1),
  name text not null,
  zone text not null,
  created_at TEXT not null
);

create table users (
  id BLOB primary key,
  email text not null unique,
  name text not null,
  -- none: an import brought this user, who cannot sign in before an admin makes a link
  password_hash text,
  role text not null check (role in ('member', 'biller', 'admin')),
  locale text check (locale in ('en', 'de')),
  rate_cents BIGINT check (rate_cents between 0 and 100000000),
  created_at TEXT not null,
  archived_at TEXT
);

-- The id of a session is a secret: only its hash is kept.
create table sessions (
  id_hash BLOB primary key,
  user_id BLOB references users(id) on delete cascade,
  data text not null,
  created_at TEXT not null,
  seen_at TEXT not null,
  expires_at TEXT not null
);
create index sessions_user on sessions(user_id);
create index sessions_expiry on sessions(expires_at);

-- Links that work once: first set-up, and a password reset made by an admin. Only the hash is kept.
create table one_time_links (
  hash BLOB primary key,
  purpose text not null check (purpose in ('setup', 'password')),
  user_id BLOB references users(id) on delete cascade,
  expires_at TEXT not null,
  used_at TEXT
);

-- What happened outside invoices: sign-ins, users, connections.
create table audit_events (
  id BLOB primary key,
  at TEXT not null,
  user_id BLOB,
  kind text not null,
  detail text not null
);
