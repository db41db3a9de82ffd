-- 账号开通: the system administrator opens, resets or wakes an account; it takes effect when a security administrator confirms. Each of
-- the two learns one half of the first password, so that neither can come in as the person.
create table access.account_change (
    id bigint generated always as identity primary key,
    account bigint not null references access.account (id),
    change text not null check (change in ('OPEN', 'RESET', 'WAKE')),
    password_hash text,
    second_half text,
    reason text not null,
    asked_by bigint not null,
    asked_at timestamptz not null,
    outcome text check (outcome in ('CONFIRMED', 'REFUSED')),
    decided_by bigint,
    decided_at timestamptz,
    check ((outcome is null) = (decided_by is null)),
    check (decided_by is null or decided_by <> asked_by),
    check (outcome is null or (password_hash is null and second_half is null))
);
create unique index account_change_open on access.account_change (account) where outcome is null;
comment on column access.account_change.second_half is 'half of a password that nobody has yet; gone when it is decided';
