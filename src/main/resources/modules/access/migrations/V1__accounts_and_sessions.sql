create schema access;

create table access.account (
    id bigint generated always as identity primary key,
    version bigint not null,
    person bigint not null unique,
    login_name text not null unique check (login_name = lower(login_name) and length(login_name) <= 100),
    password_hash text not null,
    password_changed_at timestamptz not null,
    must_change boolean not null,
    failures int not null,
    locked_until timestamptz,
    last_sign_in_at timestamptz
);

-- Spring Session's tables, as its documentation gives them for PostgreSQL
create table access.session (
    primary_id char(36) not null primary key,
    session_id char(36) not null unique,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create index session_expiry_time on access.session (expiry_time);
create index session_principal_name on access.session (principal_name);

create table access.session_attributes (
    session_primary_id char(36) not null references access.session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);
