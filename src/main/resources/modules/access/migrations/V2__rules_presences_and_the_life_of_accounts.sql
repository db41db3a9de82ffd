-- What an account goes through besides signing in (GB/T 22239-2019 level 3, 身份鉴别 and 访问控制).
alter table access.account
    add opened_at timestamptz not null default now(),
    add confirmed_at timestamptz default now(),
    add closed_at timestamptz,
    add closed_reason text,
    add last_sign_in_address text,
    add awake_since timestamptz not null default now();
alter table access.account alter confirmed_at drop default;
comment on column access.account.confirmed_at is 'when the security administrator let the account take effect; null means it waits';
comment on column access.account.awake_since is 'the account sleeps when neither this nor last_sign_in_at is younger than the rule unused-days';

create table access.former_password (
    account bigint not null references access.account (id),
    password_hash text not null,
    replaced_at timestamptz not null,
    primary key (account, replaced_at)
);

-- Every parameter of security, with where it comes from; a change is a new row, the old one is ended.
create table access.rule (
    id bigint generated always as identity primary key,
    name text not null,
    administrators boolean not null,
    value int not null,
    source text not null,
    tag text,
    reason text not null,
    set_by bigint,
    effective_from timestamptz not null,
    effective_to timestamptz
);
create unique index rule_in_force on access.rule (name, administrators) where effective_to is null;

insert into access.rule (name, administrators, value, source, tag, reason, effective_from)
select name, administrators, value, source, '[CFG]', '平台默认值', timestamptz '2026-01-01 00:00:00+08'
from (values
    ('password-length', 10, 12, 'GB/T 22239-2019 8.1.4.1 身份鉴别 a)'),
    ('password-classes', 3, 4, 'GB/T 22239-2019 8.1.4.1 身份鉴别 a)'),
    ('password-history', 5, 5, 'GB/T 22239-2019 8.1.4.1 身份鉴别 a)'),
    ('password-days', 90, 90, 'GB/T 22239-2019 8.1.4.1 身份鉴别 a)'),
    ('lock-failures', 5, 3, 'GB/T 22239-2019 8.1.4.1 身份鉴别 b)'),
    ('lock-minutes', 15, 30, 'GB/T 22239-2019 8.1.4.1 身份鉴别 b)'),
    ('idle-minutes', 30, 15, 'GB/T 22239-2019 8.1.4.1 身份鉴别 b)'),
    ('absolute-hours', 12, 12, 'GB/T 22239-2019 8.1.4.1 身份鉴别 b)'),
    ('sessions', 1, 1, 'GB/T 22239-2019 8.1.4.1 身份鉴别 b)'),
    ('unused-days', 90, 90, 'GB/T 22239-2019 8.1.4.2 访问控制 c)'),
    ('second-factor', 0, 1, 'GB/T 22239-2019 8.1.4.1 身份鉴别 d)'),
    ('step-up-minutes', 10, 5, 'GB/T 22239-2019 8.1.4.1 身份鉴别 d)')
) as given (name, everybody, administrator, source)
cross join lateral (values (false, everybody), (true, administrator)) as one (administrators, value);

create table access.blocked_word (
    word text primary key check (word = lower(word) and length(word) between 3 and 64),
    source text not null,
    added_by bigint,
    added_at timestamptz not null default now()
);
insert into access.blocked_word (word, source)
select word, '常见弱口令' from unnest(array[
    'password', 'passw0rd', 'p@ssw0rd', 'p@ssword', 'admin123', 'administrator', 'qwerty', '1qaz2wsx', '1q2w3e4r', 'qazwsx',
    '123456', '12345678', '654321', '111111', '888888', '666666', '000000', 'abc123', 'abcd1234', 'abcabc', 'iloveyou', 'welcome',
    'letmein', 'woaini', '5201314', 'tobacco', 'yancao', 'hunan', 'changsha']) as word;
comment on table access.blocked_word is 'a password that holds one of these, in any case, is refused';

-- 登录时间和网络: with no row for a person or one of their roles they may come at any time and from anywhere.
create table access.admission (
    id bigint generated always as identity primary key,
    role text,
    person bigint,
    weekdays int[] not null check (cardinality(weekdays) between 1 and 7),
    from_time time not null,
    to_time time not null,
    networks text[] not null,
    reason text not null,
    set_by bigint not null,
    effective_from timestamptz not null,
    effective_to timestamptz,
    check ((role is null) <> (person is null)),
    check (from_time < to_time)
);
comment on column access.admission.weekdays is 'ISO: 1 is Monday';
comment on column access.admission.networks is 'CIDR; empty means from anywhere';

-- One coming in, from sign-in to its end; outlives the session, so that people see where they were signed in.
create table access.presence (
    id bigint generated always as identity primary key,
    session char(36) not null unique,
    person bigint not null,
    ways text[] not null,
    address text not null,
    device text not null,
    began_at timestamptz not null,
    ended_at timestamptz,
    ended_by text
);
create index presence_person on access.presence (person, began_at desc);
create index presence_open on access.presence (began_at) where ended_at is null;
comment on column access.presence.ways is 'password, totp, passkey, recovery-code, certificate, provider, directory';
comment on column access.presence.ended_by is 'sign-out, own, administrator, displaced, idle, absolute, left';
