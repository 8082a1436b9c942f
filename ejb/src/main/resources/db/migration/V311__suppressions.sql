-- Addresses that are not tried again, and those whose failures are counted.
create table suppression (
    address varchar(1200) not null primary key,
    -- false: its failures are only counted
    listed boolean not null,
    failures integer not null,
    -- a word of FailureCause, or manual
    cause varchar(20) not null,
    report varchar(10000) not null,
    -- counts no more from then on
    valid_until timestamp(6) with time zone not null,
    changed_at timestamp(6) with time zone not null,
    changed_by varchar(255) not null
);
create index suppression_valid_until on suppression (valid_until);
