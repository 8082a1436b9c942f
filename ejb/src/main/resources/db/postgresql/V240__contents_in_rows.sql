-- Most contents fit into a page: kept in their row, they cost no rows in a second table and its index (bench/RESULTS.md).
alter table message set (toast_tuple_target = 8160);
