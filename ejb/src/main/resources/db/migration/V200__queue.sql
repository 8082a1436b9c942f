-- The queue. A message is here from its 250 until its last recipient is delivered or its bounce is queued.
-- ${octets} is varbinary on H2 and bytea on PostgreSQL.

-- Queue ids, taken a block at a time, so that no message costs a call of its own.
create sequence queue_id start with 1 increment by 1000;

-- One row for each life of a node: owner of the recipients it is working on. Times are the database's.
create sequence node_id start with 1 increment by 1;
create table node (
    id bigint not null primary key,
    name varchar(255) not null,
    started_at timestamp(6) with time zone not null,
    lease_until timestamp(6) with time zone not null
);

create table message (
    id bigint not null primary key,
    sender varchar(1200) not null,
    body_type smallint not null,
    octets bigint not null,
    birth timestamp(6) with time zone not null,
    -- how many recipients it came with: one is the case that must be fast
    recipients integer not null,
    -- all recipients are done and some failed: the bounce job takes it
    bounce_due boolean not null,
    -- null: the content is in content_chunk
    content ${octets}
);
create index message_bounce_due on message (bounce_due);

create table content_chunk (
    message_id bigint not null,
    position integer not null,
    octets ${octets} not null,
    primary key (message_id, position)
);

-- Contents that are still arriving: chunks without a message, until the final dot. What a crash leaves is cleared by this.
create table reception (
    message_id bigint not null primary key,
    node_id bigint not null,
    started_at timestamp(6) with time zone not null
);

create table recipient (
    message_id bigint not null,
    position integer not null,
    -- rewritten, as it is delivered: user@domain, or virtual-user@domain
    address varchar(1200) not null,
    -- 0 local, 1 remote
    channel smallint not null,
    -- 0 waiting, 1 held, 2 failed
    state smallint not null,
    attempts integer not null,
    last_attempt timestamp(6) with time zone,
    next_attempt timestamp(6) with time zone not null,
    last_report varchar(10000),
    -- the node life that is working on it; null: nobody
    owner bigint,
    primary key (message_id, position)
);
-- held and failed recipients never stand in the way of due ones
create index recipient_due on recipient (channel, state, next_attempt);
