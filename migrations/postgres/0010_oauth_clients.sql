-- OAuth clients of ours that their tool refused: while one is in here, no connection that was made by it is used.
create table refused_oauth_clients (
  client_id text primary key,
  refused_at timestamptz not null,
  -- when it was last tried again
  tried_at timestamptz not null,
  why text not null
);
