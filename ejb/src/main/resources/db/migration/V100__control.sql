-- Texts that administrators change: control settings, access rules, user assignments.
create table control_text (
    path varchar(255) not null primary key,
    text varchar(1000000) not null,
    version bigint not null,
    changed_at timestamp(6) with time zone not null,
    changed_by varchar(255) not null
);

-- One row. Counts changes of any text, so that other nodes notice one by reading a single number; 0: never set up.
create table control_generation (
    id integer not null primary key,
    generation bigint not null
);
insert into control_generation (id, generation) values (1, 0);

create table administrator (
    name varchar(64) not null primary key,
    role varchar(20) not null,
    password_hash varchar(255) not null,
    changed_at timestamp(6) with time zone not null,
    changed_by varchar(255) not null
);

-- A row is added before the change it tells of is tried; status is filled in after it. Never removed.
create table audit_entry (
    id bigint not null primary key,
    at timestamp(6) with time zone not null,
    who varchar(255) not null,
    address varchar(64) not null,
    action varchar(16) not null,
    subject varchar(2000) not null,
    status integer
);
create sequence audit_entry_seq start with 1 increment by 1;
