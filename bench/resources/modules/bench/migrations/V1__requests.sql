create schema bench;

create table bench.request (
    id bigint generated always as identity primary key,
    title text not null,
    author bigint not null,
    at timestamptz not null
);
comment on table bench.request is 'the record behind a matter of the approval-step scenario; exists in throw-away databases only';

create table bench.request_grant (
    request bigint not null,
    token text not null,
    reason text not null,
    primary key (request, token, reason)
);
