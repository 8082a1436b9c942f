-- What MAIL and RCPT said that goes with a message to its next hop (RFC 3461, RFC 6531).
alter table message add column smtp_utf8 boolean default false not null;
-- RET: FULL or HDRS
alter table message add column returned varchar(4);
-- ENVID, as encoded
alter table message add column envelope_id varchar(100);
-- NOTIFY; null: nothing was said
alter table recipient add column wish varchar(30);
-- ORCPT, as encoded
alter table recipient add column original varchar(2500);
-- recipient.state: 3 delivered to a mailbox, 4 relayed to a host that reports no success; both wait for the report
