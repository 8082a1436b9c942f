-- Orders that stand until they expire or are withdrawn.
create sequence directive_id start with 1 increment by 1;
create table directive (
    id bigint not null primary key,
    -- as parameters of jobs: verb, selection
    standing_order varchar(8000) not null,
    reason varchar(1000) not null,
    created_by varchar(255) not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    -- expired or withdrawn: what it holds is released, then the row goes
    ended boolean not null,
    -- the last message that the walk through the queue has seen; null: the walk is over
    walked bigint,
    -- recipients it was applied to
    recipients bigint not null
);
-- the directive that holds this recipient; means nothing unless its state is 1
alter table recipient add column directive bigint;
