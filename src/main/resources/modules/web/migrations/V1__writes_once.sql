create schema web;

create table web.write_once (
    person bigint not null,
    key text not null,
    route text not null,
    at timestamptz not null,
    status int,
    content_type text,
    body bytea,
    primary key (person, key)
);
create index write_once_at on web.write_once (at);
comment on table web.write_once is 'idempotency keys of the last 24 hours and what was answered';
