-- What the path of a request does not say, as the selection in its body.
alter table audit_entry add column detail varchar(2000);
