-- Who wrote to whom from which network, by a digest; and whether it came again.
create table greylist (
    triplet char(64) not null primary key,
    first_seen timestamp(6) with time zone not null,
    last_seen timestamp(6) with time zone not null,
    passed boolean not null,
    forgotten_at timestamp(6) with time zone not null
);
create index greylist_forgotten on greylist (forgotten_at);

-- Networks that have come again.
create table greylist_network (
    network varchar(50) not null primary key,
    passes integer not null,
    last_seen timestamp(6) with time zone not null,
    forgotten_at timestamp(6) with time zone not null
);
create index greylist_network_forgotten on greylist_network (forgotten_at);
