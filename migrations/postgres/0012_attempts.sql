-- Where an attempt was sent, and the draft that it added to or copied: the invoice may be on its way elsewhere by the time
-- that it is looked for again.
alter table invoice_attempts add column connection_id uuid references connections(id);
alter table invoice_attempts add column before_image text;
update invoice_attempts set
  connection_id = (select i.connection_id from invoices i where i.id = invoice_id),
  before_image = (select i.before_image from invoices i where i.id = invoice_id);

-- Of a draft that exists it is known whether a person named it.
update invoices set reason = '{"said":false,"differences":' || reason || '}' where state = 'created';

-- A copy belongs to one invoice, too; only an addition shares its draft with others.
drop index invoices_remote;
create unique index invoices_remote on invoices(organisation_id, remote_id)
  where remote_id is not null and (target_remote_id is null or target_remote_id <> remote_id) and state <> 'released';
