create schema audit;

create table audit.block (
    number bigint primary key check (number > 0),
    previous bytea not null check (octet_length(previous) = 32),
    sealed_at timestamptz not null,
    first_entry bigint not null,
    last_entry bigint not null,
    entries bigint[] not null check (cardinality(entries) > 0),
    leaves bytea not null,
    root bytea not null check (octet_length(root) = 32),
    hash bytea not null unique check (octet_length(hash) = 32),
    check (octet_length(leaves) = 32 * cardinality(entries))
);
comment on table audit.block is 'GB/T 22239-2019 8.1.4.3 d), 8.1.4.7: entries of the log in the order of their numbers, tied to all before by SM3';
comment on column audit.block.leaves is 'SM3 of each entry, 32 bytes each; stays when the entry is removed after its time';
comment on column audit.block.root is 'root of the tree over the leaves (RFC 6962 2.1 with SM3)';
create index block_sealed_at on audit.block (sealed_at);

create table audit.seal (
    block bigint primary key,
    hash bytea not null check (octet_length(hash) = 32),
    sealed_at timestamptz not null,
    message bytea not null,
    timestamp bytea
);
comment on column audit.seal.message is 'CMS over block number and digest, signed with SM2';
comment on column audit.seal.timestamp is 'RFC 3161 token over the message';

create table audit.retention (
    code text not null,
    name text not null,
    acts text[] not null,
    months int not null check (months >= 6),
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date,
    primary key (code, effective_from)
);
comment on table audit.retention is 'how long entries are kept; acts that no row names are kept as long as the records they are about';
comment on column audit.retention.months is '网络安全法 art. 21(3): six months at least';
insert into audit.retention (code, name, acts, months, source, tag, effective_from) values
    ('reading', '查阅和下载记录', array['*.open', 'files.download', '*.look-up'], 12, '网络安全法第二十一条；平台默认一年', 'CFG', '2025-01-01'),
    ('security', '登录和拒绝记录', array['access.sign-in', 'access.refuse-sign-in', 'web.refuse'], 12, '网络安全法第二十一条；平台默认一年', 'CFG', '2025-01-01');

create table audit.removal (
    id bigint generated always as identity primary key,
    retention text not null,
    before timestamptz not null,
    reason text not null check (char_length(reason) between 1 and 500),
    asked_person bigint not null,
    asked_name text not null,
    asked_at timestamptz not null,
    approved_person bigint check (approved_person <> asked_person),
    approved_name text,
    approved_at timestamptz,
    entries bigint[],
    message bytea,
    timestamp bytea
);
comment on table audit.removal is 'two people for every removal; the signed list of what went stays';

create table audit.alert_rule (
    code text not null,
    name text not null,
    severity text not null check (severity in ('notice', 'warning', 'grave')),
    acts text[] not null,
    result text,
    per_address boolean not null,
    addresses boolean not null,
    least int not null check (least >= 0),
    within_minutes int not null check (within_minutes between 0 and 1440),
    from_time time,
    to_time time,
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date,
    primary key (code, effective_from),
    check ((from_time is null) = (to_time is null))
);
comment on column audit.alert_rule.least is 'so many acts, or so many different addresses; 0: raised by the watch over the log itself';
insert into audit.alert_rule
    (code, name, severity, acts, result, per_address, addresses, least, within_minutes, from_time, to_time, source, tag, effective_from) values
    ('mass-download', '短时间内大量下载或导出', 'warning', array['files.download', '*.export'], null, false, false, 30, 10, null, null, '平台默认', 'CFG', '2025-01-01'),
    ('mass-reading', '短时间内大量查阅', 'notice', array['*.open'], null, false, false, 120, 10, null, null, '平台默认', 'CFG', '2025-01-01'),
    ('night-export', '夜间导出或下载', 'notice', array['*.export', 'files.download'], null, false, false, 1, 60, '22:00', '06:00', '平台默认', 'CFG', '2025-01-01'),
    ('night-work', '夜间大量操作', 'notice', array['*'], null, false, false, 60, 60, '23:00', '05:00', '平台默认', 'CFG', '2025-01-01'),
    ('refused-often', '同一人多次被拒绝', 'warning', array['web.refuse'], 'refused', false, false, 10, 10, null, null, '平台默认', 'CFG', '2025-01-01'),
    ('sign-in-refused', '同一地址多次登录被拒绝', 'warning', array['access.refuse-sign-in'], null, true, false, 10, 10, null, null, 'GB/T 22239-2019 8.1.4.1', 'CFG', '2025-01-01'),
    ('many-addresses', '同一人从多个地址登录', 'warning', array['access.sign-in'], null, false, true, 4, 1440, null, null, '平台默认', 'CFG', '2025-01-01'),
    ('privilege-change', '权限或安全参数变更', 'notice', array['directory.give-role', 'directory.take-role', 'access.set-rule', 'access.admit', 'access.withdraw-admission', 'approvals.trust-key'], null, false, false, 1, 5, null, null, 'GB/T 22239-2019 8.1.4.2', 'CFG', '2025-01-01'),
    ('log-gap', '日志中断超过五分钟', 'grave', array[]::text[], null, false, false, 0, 0, null, null, 'GB/T 22239-2019 8.1.4.3', 'CFG', '2025-01-01'),
    ('clock-shift', '系统时钟跳变超过一秒', 'warning', array[]::text[], null, false, false, 0, 0, null, null, 'GB/T 22239-2019 8.1.5.4', 'CFG', '2025-01-01'),
    ('log-altered', '日志核验不通过', 'grave', array[]::text[], null, false, false, 0, 0, null, null, 'GB/T 22239-2019 8.1.4.3', 'CFG', '2025-01-01'),
    ('guard-missing', '日志的防改触发器缺失', 'grave', array[]::text[], null, false, false, 0, 0, null, null, 'GB/T 22239-2019 8.1.4.3', 'CFG', '2025-01-01');

create table audit.alert (
    id bigint generated always as identity primary key,
    rule text not null,
    name text not null,
    severity text not null,
    key text not null,
    person bigint,
    person_name text,
    address text,
    first_entry bigint not null,
    last_entry bigint not null,
    count int not null,
    detail text not null,
    raised_at timestamptz not null,
    last_at timestamptz not null,
    handled_person bigint,
    handled_name text,
    handled_at timestamptz,
    note text check (char_length(note) <= 1000)
);
create index alert_open on audit.alert (rule, key) where handled_at is null;

create table audit.review (
    week date primary key,
    person bigint not null,
    person_name text not null,
    at timestamptz not null,
    note text not null check (char_length(note) between 1 and 2000),
    entries bigint not null,
    refused bigint not null,
    alerts bigint not null,
    open_alerts bigint not null
);
comment on table audit.review is 'weekly review by the audit administrator; week: its Monday';

create table audit.verification (
    id bigint generated always as identity primary key,
    asked_person bigint,
    asked_name text,
    asked_at timestamptz not null,
    done_at timestamptz,
    blocks bigint,
    entries bigint,
    findings jsonb
);
comment on column audit.verification.asked_person is 'null: the nightly one';

create table audit.pulse (at timestamptz);
insert into audit.pulse values (null);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log only grows' using errcode = 'insufficient_privilege';
end
$$;
create trigger block_is_never_changed before update or delete on audit.block
    for each row execute function audit.refuse_change();
create trigger blocks_are_never_emptied before truncate on audit.block
    for each statement execute function audit.refuse_change();
create trigger seal_is_never_changed before update or delete on audit.seal
    for each row execute function audit.refuse_change();
create trigger seals_are_never_emptied before truncate on audit.seal
    for each statement execute function audit.refuse_change();
create trigger review_is_never_changed before update or delete on audit.review
    for each row execute function audit.refuse_change();

-- what was asked for is approved once; an alert is handled once; neither goes away
create function audit.refuse_second_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'this row of the audit log is never deleted' using errcode = 'insufficient_privilege';
    end if;
    if (to_jsonb(old) ->> tg_argv[0]) is not null then
        raise exception 'this row of the audit log is closed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
create trigger removal_is_never_undone before update or delete on audit.removal
    for each row execute function audit.refuse_second_change('approved_at');
create trigger alert_is_never_undone before update or delete on audit.alert
    for each row execute function audit.refuse_second_change('handled_at');

revoke update, delete, truncate on audit.block, audit.seal, audit.review from public;
revoke update, delete, truncate on audit.block, audit.seal, audit.review from current_user;
