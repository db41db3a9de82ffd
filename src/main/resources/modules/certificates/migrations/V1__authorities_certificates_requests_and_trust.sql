create schema certificates;

create table certificates.authority (
    id bigint generated always as identity primary key,
    slug text not null unique check (slug ~ '^[a-z0-9-]{1,40}$'),
    family text not null check (family in ('SM2', 'RSA', 'ECDSA')),
    rank text not null check (rank in ('ROOT', 'ISSUING')),
    parent bigint references certificates.authority,
    name text not null,
    key_name text,
    serial text not null,
    der bytea not null,
    fingerprint text not null unique,
    not_before timestamptz not null,
    not_after timestamptz not null,
    made_at timestamptz not null,
    revoked_at timestamptz,
    reason text,
    list_due boolean not null default true,
    check ((rank = 'ISSUING') = (parent is not null)),
    check (rank = 'ROOT' or key_name is not null),
    check ((revoked_at is null) = (reason is null))
);
comment on table certificates.authority is 'our own certification authorities: one root and one issuing authority for each family of keys, made when first needed';
comment on column certificates.authority.slug is 'stands in the public addresses of the authority''s certificate and list';
comment on column certificates.authority.key_name is 'in the store of the authorities'' keys; null for a root that is kept elsewhere';
comment on column certificates.authority.list_due is 'something changed since its last revocation list';
create unique index authority_in_force on certificates.authority (family, rank) where revoked_at is null;

create table certificates.held_key (
    id bigint generated always as identity primary key,
    family text not null check (family in ('SM2', 'RSA', 'ECDSA')),
    public_key bytea not null,
    wrapped bytea,
    made_at timestamptz not null,
    destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null))
);
comment on table certificates.held_key is 'private keys that the server holds for people, departments, units and seals, each closed with SM4-GCM under the installation''s secret';

create table certificates.request (
    id bigint generated always as identity primary key,
    version bigint not null default 0,
    holder_kind text not null check (holder_kind in ('PERSON', 'DEPARTMENT', 'UNIT', 'SERVER', 'SEAL')),
    holder_key text not null check (length(holder_key) between 1 and 200),
    holder_name text not null,
    unit bigint,
    family text not null check (family in ('SM2', 'RSA', 'ECDSA')),
    dual boolean not null,
    years int not null check (years between 1 and 5),
    file bytea,
    renews bigint,
    reason text not null check (length(reason) between 1 and 500),
    state text not null check (state in ('PENDING', 'ISSUED', 'REFUSED', 'WITHDRAWN')),
    asked_by bigint not null,
    asked_by_name text not null,
    asked_at timestamptz not null,
    decided_by bigint,
    decided_by_name text,
    decided_at timestamptz,
    opinion text,
    check ((state = 'PENDING') = (decided_at is null)),
    check (decided_by is null or state = 'WITHDRAWN' or decided_by <> asked_by)
);
comment on table certificates.request is 'requests for certificates; whoever asks never approves (the last check says it in the database too)';
comment on column certificates.request.file is 'PKCS#10, when the key lies elsewhere; null when the server shall hold it';
comment on column certificates.request.dual is 'GB/T 20518: a second certificate for encryption, its key always held by the server';
create index request_pending on certificates.request (asked_at, id) where state = 'PENDING';
create unique index request_once on certificates.request (holder_kind, holder_key, family) where state = 'PENDING';

create table certificates.certificate (
    id bigint generated always as identity primary key,
    version bigint not null default 0,
    authority bigint not null references certificates.authority,
    serial text not null,
    holder_kind text not null check (holder_kind in ('PERSON', 'DEPARTMENT', 'UNIT', 'SERVER', 'SEAL', 'SERVICE')),
    holder_key text not null,
    holder_name text not null,
    unit bigint,
    use text not null check (use in ('SIGNING', 'ENCRYPTION', 'SERVER', 'OCSP', 'TIMESTAMP')),
    family text not null check (family in ('SM2', 'RSA', 'ECDSA')),
    subject text not null,
    not_before timestamptz not null,
    not_after timestamptz not null,
    state text not null check (state in ('VALID', 'SUSPENDED', 'REVOKED')),
    current boolean not null,
    changed_at timestamptz not null,
    reason text,
    der bytea not null,
    fingerprint text not null unique,
    held_key bigint references certificates.held_key,
    request bigint references certificates.request,
    predecessor bigint references certificates.certificate,
    unique (authority, serial),
    check ((state = 'VALID') = (reason is null)),
    check (state <> 'REVOKED' or not current)
);
comment on table certificates.certificate is 'every certificate our authorities issued';
comment on column certificates.certificate.current is 'the newest of its holder, use and family: with it one signs. Older ones stay valid until their end';
comment on column certificates.certificate.changed_at is 'since when it has its state';
comment on column certificates.certificate.reason is 'RFC 5280, 5.3.1; CERTIFICATE_HOLD while suspended';
create unique index certificate_current on certificates.certificate (holder_kind, holder_key, use, family) where current;
create index certificate_of on certificates.certificate (holder_kind, holder_key);
create index certificate_ending on certificates.certificate (not_after, id) where current;
create index certificate_listed on certificates.certificate (id desc);
create index certificate_not_valid on certificates.certificate (authority) where state <> 'VALID';

create table certificates.life (
    id bigint generated always as identity primary key,
    certificate bigint not null references certificates.certificate,
    act text not null check (act in ('ISSUED', 'SUSPENDED', 'RESUMED', 'REVOKED', 'REPLACED')),
    at timestamptz not null,
    reason text,
    note text,
    person bigint,
    person_name text
);
comment on table certificates.life is 'what happened to a certificate; never changed. From it follows whether the certificate was valid at a moment';
comment on column certificates.life.person is 'null when the system acted';
create index life_of on certificates.life (certificate, id);

create function certificates.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the life of a certificate is never changed';
end $$;
create trigger life_is_kept before update or delete on certificates.life
    for each row execute function certificates.refuse_change();

create table certificates.revocation_list (
    authority bigint not null references certificates.authority,
    number bigint not null,
    made_at timestamptz not null,
    next_at timestamptz not null,
    der bytea not null,
    primary key (authority, number)
);
comment on table certificates.revocation_list is 'every list published, so that one can be shown which one was valid when';

create table certificates.outside_authority (
    id bigint generated always as identity primary key,
    version bigint not null default 0,
    name text not null check (length(name) between 1 and 100),
    subject text not null,
    der bytea not null,
    fingerprint text not null unique,
    not_before timestamptz not null,
    not_after timestamptz not null,
    anchor boolean not null,
    purposes text[] not null,
    list_needed boolean not null,
    list_url text,
    state text not null check (state in ('PROPOSED', 'TRUSTED', 'REFUSED', 'ENDED')),
    reason text not null check (length(reason) between 1 and 500),
    proposed_by bigint not null,
    proposed_by_name text not null,
    proposed_at timestamptz not null,
    decided_by bigint,
    decided_by_name text,
    decided_at timestamptz,
    opinion text,
    check (decided_by is null or state = 'ENDED' or decided_by <> proposed_by)
);
comment on table certificates.outside_authority is 'certificates of authorities outside this installation, and what each is trusted for; two people decide';
comment on column certificates.outside_authority.anchor is 'trust begins here; false for an authority in between, which only completes paths';
comment on column certificates.outside_authority.purposes is 'words of Purpose';
comment on column certificates.outside_authority.list_needed is 'without a revocation list that is still good, its certificates count as not checked and are refused';

create table certificates.outside_list (
    authority bigint primary key references certificates.outside_authority,
    der bytea not null,
    made_at timestamptz not null,
    next_at timestamptz,
    number numeric,
    taken_at timestamptz not null,
    source text not null
);
comment on table certificates.outside_list is 'the newest revocation list of each outside authority, fetched or loaded by hand';
