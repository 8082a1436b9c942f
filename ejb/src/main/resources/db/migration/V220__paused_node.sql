-- Nodes whose deliveries an operator has paused. By name: a pause outlasts the lives of its node.
create table paused_node (
    name varchar(255) not null primary key,
    since timestamp(6) with time zone not null
);
