-- How much the user's mailbox may hold, as 10485760S,1000C; null: what its maildirsize says.
alter table mail_user add column quota varchar(64);
