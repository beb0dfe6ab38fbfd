-- What every look for a draft asks of all invoices there ever were: which documents in the tool are those of others (with
-- the id, so that the table is not touched), and which were the latest. And what a customer paid last.
create index invoices_documents on invoices(organisation_id, remote_id, id) where remote_id is not null;
create index invoices_latest on invoices(organisation_id, ended_at) where state = 'done';
create index invoices_customer on invoices(connection_id, customer_id, ended_at) where state = 'done';
