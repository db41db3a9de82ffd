-- 可信验证 (GB/T 22239-2019 8.1.4.6): digests of the application's files, signed; what differs from them is alarmed.
create table audit.baseline (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    files int not null,
    manifest text not null,
    message bytea not null,
    accepted_person bigint,
    accepted_name text,
    reason text
);
comment on column audit.baseline.manifest is 'one line for every file: SHA-256, two blanks, name';
comment on column audit.baseline.message is 'CMS over the SM3 of the manifest';
comment on column audit.baseline.accepted_person is 'null: the first start of this installation';
create trigger baseline_stays_as_it_is before update or delete on audit.baseline for each row execute function audit.refuse_change();

create table audit.integrity_check (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    asked_by text,
    files int not null,
    findings text[] not null
);
insert into audit.alert_rule
    (code, name, severity, acts, result, per_address, addresses, least, within_minutes, from_time, to_time, source, tag, effective_from) values
    ('application-altered', '程序或规则文件与基线不符', 'grave', array[]::text[], null, false, false, 0, 0, null, null, 'GB/T 22239-2019 8.1.4.6', 'CFG', '2025-01-01');
