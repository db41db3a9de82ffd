create table identity.source (
    id bigint generated always as identity primary key,
    name text not null check (length(name) between 1 and 60),
    host text not null,
    port int not null check (port between 1 and 65535),
    security text not null check (security in ('LDAPS', 'STARTTLS', 'PLAIN')),
    authority text,
    base text not null,
    login_attribute text not null,
    name_attribute text not null,
    key_attribute text not null,
    bind_dn text not null,
    bind_password bytea not null,
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
comment on table identity.source is '目录: an LDAP or AD server by which people sign in; one administrator registers it, another confirms';
comment on column identity.source.key_attribute is 'what stays when an entry is renamed or moved: entryUUID, objectGUID';

create table identity.source_link (
    source bigint not null references identity.source,
    entry_key text not null,
    person bigint not null,
    login text not null,
    name text not null,
    dn text not null,
    linked_at timestamptz not null,
    ended_at timestamptz,
    primary key (source, entry_key)
);
create unique index source_link_person on identity.source_link (source, person) where ended_at is null;

create table identity.comparison (
    id bigint generated always as identity primary key,
    source bigint not null references identity.source,
    at timestamptz not null,
    entries int,
    problem text
);

create table identity.difference (
    id bigint generated always as identity primary key,
    comparison bigint not null references identity.comparison,
    source bigint not null references identity.source,
    kind text not null check (kind in ('NEW', 'GONE', 'RENAMED', 'MOVED')),
    entry_key text not null,
    login text not null,
    name text not null,
    dn text not null,
    person bigint,
    before text,
    applied_by text,
    applied_at timestamptz
);
comment on table identity.difference is 'what a directory says otherwise than we have it; nothing changes before an administrator confirms the line';
create unique index difference_open on identity.difference (source, kind, entry_key) where applied_at is null;
