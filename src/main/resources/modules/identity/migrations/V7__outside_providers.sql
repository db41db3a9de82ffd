create table identity.outside_provider (
    id bigint generated always as identity primary key,
    code text not null check (code ~ '^[a-z][a-z0-9-]{1,29}$'),
    name text not null check (length(name) between 1 and 60),
    issuer text not null,
    client_id text not null,
    client_secret bytea not null,
    scopes text not null,
    person_claim text not null,
    matching text not null check (matching in ('LOGIN_NAME', 'STAFF_NUMBER', 'BINDING')),
    state text not null check (state in ('PROPOSED', 'CONFIRMED', 'REFUSED', 'ENDED')),
    reason text not null,
    proposed_by bigint not null,
    proposed_by_name text not null,
    proposed_at timestamptz not null,
    decided_by bigint,
    decided_by_name text,
    decided_at timestamptz,
    opinion text
);
comment on table identity.outside_provider is '外部认证源: an OpenID Connect provider by which people sign in; one administrator registers it, another confirms';
comment on column identity.outside_provider.code is 'stands in the address that the provider sends people back to; a later registration with the same code replaces the former';
comment on column identity.outside_provider.client_secret is 'closed under the installation secret, bound to issuer and client';
comment on column identity.outside_provider.person_claim is 'claim that names the person; compared with login name or staff number, or only shown';
create unique index outside_provider_code on identity.outside_provider (code) where state = 'CONFIRMED';

create table identity.outside_attempt (
    state bytea primary key,
    provider bigint not null references identity.outside_provider,
    browser bytea not null,
    person bigint,
    nonce text not null,
    verifier text not null,
    return_address text not null,
    onward text not null,
    address text not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    entered bigint,
    id_token bytea
);
comment on table identity.outside_attempt is 'one trip to an outside provider: begun here, good for ten minutes, in one browser, once';
comment on column identity.outside_attempt.state is 'SM3 of the state parameter';
comment on column identity.outside_attempt.browser is 'SM3 of the cookie of the browser that began it';
comment on column identity.outside_attempt.person is 'who was signed in and binds an outside account to themselves; null when somebody signs in';
comment on column identity.outside_attempt.id_token is 'closed; shown again to the provider when the person signs out';
create index outside_attempt_browser on identity.outside_attempt (browser);
create index outside_attempt_made on identity.outside_attempt (made_at);

create table identity.outside_binding (
    id bigint generated always as identity primary key,
    issuer text not null,
    subject text not null,
    shown_name text not null,
    person bigint not null,
    by_claim boolean not null,
    bound_at timestamptz not null,
    last_used_at timestamptz,
    ended_at timestamptz,
    ended_by_name text
);
comment on table identity.outside_binding is 'which of our people an outside subject is; issuer and subject together are the only lasting name (OpenID Connect Core 1.0, 2)';
create unique index outside_binding_subject on identity.outside_binding (issuer, subject) where ended_at is null;
create unique index outside_binding_person on identity.outside_binding (issuer, person) where ended_at is null;
