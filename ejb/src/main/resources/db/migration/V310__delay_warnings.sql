-- Messages whose senders are to be told that they wait, one row each; a row may outlive its message until the job sees it.
create table delay_warning (
    message_id bigint not null primary key
);
-- its sender has been told that it waits
alter table recipient add column warned boolean default false not null;
