-- Chunks without a message: nobody reads them any more, and they are removed a few at a time.
create table content_garbage (
    message_id bigint not null primary key
);
