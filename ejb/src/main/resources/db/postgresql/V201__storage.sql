-- Contents do not compress well enough to pay for trying, and rows come and go too fast for the default vacuum.
alter table message alter column content set storage external;
alter table content_chunk alter column octets set storage external;
alter table message set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table recipient set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
