-- Consents that were asked for: the state that comes back, bound to the session that asked, good once.
create table oauth_starts (
  state_hash BLOB primary key,
  session_hash BLOB not null,
  connection_id BLOB references connections(id),
  verifier text not null,
  return_to text not null,
  expires_at TEXT not null
);

-- When a budget of a connection is free again, in milliseconds since 1970.
create table paces (
  name text primary key,
  free_at BIGINT not null
);
