-- Billing tools that an admin set up. `sealed` opens only with the key outside the database, and only for this row.
create table connections (
  id uuid primary key,
  tool text not null check (tool in ('sevdesk', 'lexware', 'hq')),
  name text not null,
  organisation_id text not null,
  account_name text not null,
  sealed bytea,
  key_id text not null,
  secret_tail text not null,
  settings text not null,
  treatment text not null,
  state text not null check (state in ('connected', 'disconnected', 'removed')),
  last_error text,
  last_used_at timestamptz,
  connected_by uuid not null references users(id),
  connected_at timestamptz not null,
  version bigint not null default 1
);
-- Two connections to one company would hide each other's drafts.
create unique index connections_organisation on connections(tool, organisation_id) where state <> 'removed';

-- Which customer of the tool a client of ours is.
create table client_customers (
  client_id uuid not null references clients(id),
  connection_id uuid not null references connections(id),
  customer_id text not null,
  customer_name text not null,
  primary key (client_id, connection_id)
);
