-- Where an operator sends this recipient, as behind a domain in smtproutes; null: the usual way.
alter table recipient add column relay varchar(300);
