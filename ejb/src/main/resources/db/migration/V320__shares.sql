-- Which part of the memory for due recipients a row counts in: 0 to 3 never tried, by the recipients of its message
-- (less than 10, 100, 1000, more), 4 deferred before. Each is claimed by itself, so that none stands before the others.
alter table recipient add column share smallint default 0 not null;
update recipient set share = 4 where attempts > 0;
drop index recipient_due;
create index recipient_due on recipient (channel, state, share, next_attempt);
