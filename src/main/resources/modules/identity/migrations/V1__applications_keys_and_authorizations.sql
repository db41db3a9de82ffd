create schema if not exists identity;

create table identity.period (
    id bigint generated always as identity primary key,
    name text not null,
    value int not null check (value > 0),
    measure text not null check (measure in ('SECONDS', 'MINUTES', 'HOURS', 'DAYS')),
    effective_from date not null,
    effective_to date,
    source text not null,
    tag text not null
);
comment on table identity.period is 'how long codes, tokens, keys and secrets live';
create unique index period_in_force on identity.period (name) where effective_to is null;
insert into identity.period (name, value, measure, effective_from, source, tag) values
    ('code', 60, 'SECONDS', date '2026-01-01', 'RFC 9700 §2.1: short-lived, once', '[CFG]'),
    ('token', 10, 'MINUTES', date '2026-01-01', 'RFC 9700 §2.2', '[CFG]'),
    ('service-token', 30, 'MINUTES', date '2026-01-01', 'RFC 9700 §2.2', '[CFG]'),
    ('refresh', 12, 'HOURS', date '2026-01-01', 'no longer than a session may last (GB/T 22239-2019 8.1.4.1)', '[CFG]'),
    ('key', 90, 'DAYS', date '2026-01-01', 'GB/T 39786-2021: keys are changed by plan', '[CFG]'),
    ('key-lead', 24, 'HOURS', date '2026-01-01', 'so long other systems may keep our list of keys', '[CFG]'),
    ('key-after', 2, 'DAYS', date '2026-01-01', 'longer than any token of the old key lives', '[CFG]'),
    ('secret-overlap', 7, 'DAYS', date '2026-01-01', 'time to put the new secret into the other system', '[CFG]');

create table identity.application (
    id bigint generated always as identity primary key,
    client_id text not null unique check (client_id ~ '^[a-z0-9][a-z0-9-]{2,39}$'),
    kind text not null check (kind in ('WEB', 'PUBLIC', 'SERVICE')),
    made_at timestamptz not null,
    stopped_at timestamptz,
    stopped_by_name text,
    stop_reason text,
    check ((stopped_at is null) = (stop_reason is null))
);
comment on table identity.application is 'systems that sign people in through us, and programs that work without people';
comment on column identity.application.kind is 'WEB keeps a secret; PUBLIC is a program on desks or telephones and keeps none; SERVICE acts for itself';

create table identity.terms (
    id bigint generated always as identity primary key,
    application bigint not null references identity.application,
    state text not null check (state in ('PENDING', 'IN_FORCE', 'REPLACED', 'REFUSED', 'WITHDRAWN')),
    name text not null check (length(name) between 1 and 60),
    description text not null check (length(description) <= 200),
    home_address text,
    trusted boolean not null,
    scopes text[] not null,
    redirect_addresses text[] not null,
    logout_addresses text[] not null,
    back_channel_address text,
    roles text[] not null,
    units bigint[] not null,
    reason text not null check (length(reason) between 1 and 500),
    proposed_by bigint not null,
    proposed_by_name text not null,
    proposed_at timestamptz not null,
    decided_by bigint,
    decided_by_name text,
    decided_at timestamptz,
    opinion text,
    check (decided_by is null or decided_by <> proposed_by or state = 'WITHDRAWN')
);
comment on table identity.terms is 'on what terms an application is connected: proposed by the system administrator, in force once the security administrator has confirmed';
comment on column identity.terms.trusted is 'an own system of the bureau: people are not asked whether it may learn who they are';
comment on column identity.terms.units is 'people of these units and all below may enter; empty: of every unit';
create unique index terms_in_force on identity.terms (application) where state = 'IN_FORCE';
create unique index terms_pending on identity.terms (application) where state = 'PENDING';

create table identity.secret (
    id bigint generated always as identity primary key,
    application bigint not null references identity.application,
    digest bytea not null,
    hint text not null,
    made_at timestamptz not null,
    made_by_name text not null,
    valid_until timestamptz
);
comment on table identity.secret is 'SM3 digests of drawn secrets of 256 bits: too many to be tried, so that a slow digest would only cost time';
comment on column identity.secret.hint is 'the last four characters, to tell one secret from another';
create index secret_of on identity.secret (application);

create table identity.consent (
    application bigint not null references identity.application,
    person bigint not null,
    scopes text[] not null,
    given_at timestamptz not null,
    primary key (application, person)
);
comment on table identity.consent is 'which applications people allowed to learn what about them';

create table identity.signing_key (
    id bigint generated always as identity primary key,
    name text not null unique,
    public_key bytea not null,
    wrapped bytea,
    made_at timestamptz not null,
    signs_from timestamptz not null,
    signs_until timestamptz,
    published_until timestamptz,
    withdrawn_reason text
);
comment on table identity.signing_key is 'RSA keys that sign tokens; the private part closed with SM4-GCM under the installation''s secret, gone when it signs no more';

create table identity.granted (
    id text primary key,
    version bigint not null,
    application bigint not null references identity.application,
    person bigint,
    presence bigint,
    state text not null,
    code bytea,
    access bytea,
    refresh bytea,
    id_token bytea,
    begun_at timestamptz not null,
    used_at timestamptz not null,
    kept_until timestamptz not null
);
comment on table identity.granted is 'what an application holds for a person (or a service for itself); of codes and tokens only digests, so that nobody reads them out of the database';
comment on column identity.granted.presence is 'the presence in the workspace it came from; ends with it';
create unique index granted_code on identity.granted (code) where code is not null;
create unique index granted_access on identity.granted (access) where access is not null;
create unique index granted_refresh on identity.granted (refresh) where refresh is not null;
create unique index granted_id_token on identity.granted (id_token) where id_token is not null;
create index granted_presence on identity.granted (presence) where presence is not null;
create index granted_kept on identity.granted (kept_until);
create index granted_application on identity.granted (application, used_at);

create table identity.used_refresh (
    digest bytea primary key,
    granted text not null references identity.granted on delete cascade
);
comment on table identity.used_refresh is 'refresh tokens that were exchanged already: whoever shows one again ends the whole authorization (RFC 9700 §4.14.2)';
create index used_refresh_of on identity.used_refresh (granted);

create table identity.logout_notice (
    id bigint generated always as identity primary key,
    application bigint not null references identity.application,
    person bigint not null,
    presence bigint not null,
    issuer text not null,
    address text not null,
    made_at timestamptz not null,
    attempts int not null default 0,
    next_at timestamptz not null,
    delivered_at timestamptz,
    given_up_at timestamptz,
    trouble text
);
comment on table identity.logout_notice is 'back-channel logout: what other systems are still to be told about sessions that ended';
create index logout_notice_due on identity.logout_notice (next_at) where delivered_at is null and given_up_at is null;
create index logout_notice_of on identity.logout_notice (application, made_at);
