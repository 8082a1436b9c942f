-- Who may log in to hand over mail. Whether there is a mailbox, the assignments say.
create table mail_user (
    domain varchar(255) not null,
    name varchar(64) not null,
    password_hash varchar(255) not null,
    scram_keys varchar(255) not null,
    changed_at timestamp(6) with time zone not null,
    changed_by varchar(255) not null,
    primary key (domain, name)
);

-- One row: what the keys shown for accounts that do not exist are made from, in hexadecimal digits.
create table login_secret (
    id integer not null primary key,
    digits varchar(64) not null
);
