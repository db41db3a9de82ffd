-- What people prove themselves with besides a password (GB/T 22239-2019 8.1.4.1 身份鉴别 d).
create schema if not exists identity;

create table identity.totp (
    person bigint primary key,
    secret bytea,
    set_up_at timestamptz,
    last_step bigint not null default 0,
    last_used_at timestamptz,
    begun bytea,
    begun_at timestamptz,
    check ((secret is null) = (set_up_at is null)),
    check ((begun is null) = (begun_at is null))
);
comment on table identity.totp is '动态口令 (RFC 6238): one key a person; closed with the installation''s secret';
comment on column identity.totp.last_step is 'the latest half minute whose code was taken: no code is taken twice';
comment on column identity.totp.begun is 'shown to the person, but no code of it was seen yet';

create table identity.recovery_code (
    person bigint not null,
    fingerprint bytea not null,
    made_at timestamptz not null,
    used_at timestamptz,
    primary key (person, fingerprint)
);
comment on table identity.recovery_code is '恢复码: each good once; only fingerprints under the installation''s secret are kept';

create table identity.factor_reset (
    id bigint generated always as identity primary key,
    person bigint not null,
    reason text not null check (length(reason) between 1 and 500),
    asked_by bigint not null,
    asked_by_name text not null,
    asked_at timestamptz not null,
    state text not null check (state in ('ASKED', 'DONE', 'REFUSED')),
    decided_by bigint,
    decided_by_name text,
    decided_at timestamptz,
    opinion text check (length(opinion) <= 500),
    check ((state = 'ASKED') = (decided_at is null)),
    check (decided_by <> asked_by)
);
comment on table identity.factor_reset is 'a person lost telephone and codes: one administrator asks, another approves';
create unique index factor_reset_asked on identity.factor_reset (person) where state = 'ASKED';
