-- Counting messages and their octets must not read their contents: this index holds every column that is counted.
drop index message_bounce_due;
create index message_bounce_due on message (bounce_due, octets);
