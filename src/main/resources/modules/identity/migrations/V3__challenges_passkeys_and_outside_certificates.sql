create table identity.challenge (
    id uuid primary key,
    purpose text not null check (purpose in ('certificate', 'passkey', 'new-passkey')),
    content bytea not null,
    person bigint,
    address text not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
comment on table identity.challenge is 'what a key must sign to prove that it is there: random, good for two minutes, and once';
create index challenge_address on identity.challenge (address, made_at);

create table identity.passkey (
    id bigint generated always as identity primary key,
    person bigint not null,
    credential bytea not null unique,
    host text not null,
    name text not null check (length(name) between 1 and 60),
    registration text not null,
    sign_count bigint not null,
    made_at timestamptz not null,
    last_used_at timestamptz
);
comment on table identity.passkey is '通行密钥 (W3C Web Authentication level 3)';
comment on column identity.passkey.registration is 'as the browser sent it, with the public key; holds nothing secret';
create index passkey_person on identity.passkey (person);

create table identity.bound_certificate (
    id bigint generated always as identity primary key,
    person bigint not null,
    subject text not null,
    issuer text not null,
    der bytea not null,
    fingerprint text not null,
    not_after timestamptz not null,
    state text not null check (state in ('PROPOSED', 'BOUND', 'REFUSED', 'ENDED')),
    reason text not null check (length(reason) between 1 and 500),
    proposed_by bigint not null,
    proposed_by_name text not null,
    proposed_at timestamptz not null,
    decided_by bigint,
    decided_by_name text,
    decided_at timestamptz,
    opinion text check (length(opinion) <= 500),
    check ((state = 'PROPOSED') = (decided_at is null))
);
comment on table identity.bound_certificate is 'a certificate of an outside authority by which a person signs in; two administrators bind it';
create unique index bound_certificate_once on identity.bound_certificate (fingerprint) where state in ('PROPOSED', 'BOUND');
