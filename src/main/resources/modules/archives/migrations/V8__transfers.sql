-- 移交 (档案法实施条例 art. 20): to the higher unit through this system, or to a comprehensive archive by an offline medium
create table archives.transfer_rule (
    level text not null check (level in ('NATIONAL', 'PROVINCE', 'CITY', 'COUNTY')),
    years int not null,
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date,
    primary key (level, effective_from)
);
comment on table archives.transfer_rule is '进馆期限: years after the files'' own year, by the level of the unit';
insert into archives.transfer_rule
select level, years, '档案法实施条例（2024）第二十条', 'LAW', date '2024-03-01', null
from (values ('NATIONAL', 20), ('PROVINCE', 20), ('CITY', 20), ('COUNTY', 10)) as rule(level, years);

create table archives.transfer (
    id bigint generated always as identity primary key,
    number text not null unique,
    unit bigint not null,
    receiver_unit bigint,
    receiver_name text not null,
    medium text not null check (medium in ('ONLINE', 'OFFLINE')),
    state text not null check (state in ('SENT', 'RETURNED', 'RECEIVED', 'WITHDRAWN')),
    early_because text not null,
    package bigint references archives.package,
    reception bigint references archives.reception,
    rounds int not null default 1,
    sent_by bigint not null,
    sent_by_name text not null,
    sent_at timestamptz not null,
    received_by_name text,
    received_at timestamptz,
    receipt text not null default '',
    sender_signature bytea,
    sender_certificate bytea,
    receiver_signature bytea,
    receiver_certificate bytea,
    receipt_file bigint,
    version int not null default 0,
    check (medium = 'OFFLINE' or receiver_unit is not null)
);
comment on table archives.transfer is '档案移交: 已送出 → 已接收, or 已退回 and sent again, or 已撤回';
comment on column archives.transfer.receipt is '交接文据 as both sides signed it';
comment on column archives.transfer.receipt_file is '交接文据 on paper, scanned, from an archive that is not in this system';
comment on column archives.transfer.early_because is 'why it is transferred before its time, with the consent of the receiver; empty when it is due';
create index transfer_list on archives.transfer (unit, id desc);
create index transfer_receiver on archives.transfer (receiver_unit, state);
create table archives.transfer_item (
    transfer bigint not null references archives.transfer,
    position int not null,
    item bigint not null references archives.item,
    primary key (transfer, item)
);
create index transfer_item_item on archives.transfer_item (item);
create table archives.transfer_round (
    transfer bigint not null references archives.transfer,
    round int not null,
    faults text[] not null,
    by_name text not null,
    at timestamptz not null,
    primary key (transfer, round)
);
comment on table archives.transfer_round is 'what was wrong each time it came back';

create table archives.offline_medium (
    id bigint generated always as identity primary key,
    transfer bigint not null references archives.transfer,
    number text not null,
    kind text not null check (kind in ('OPTICAL', 'DISK', 'TAPE', 'USB')),
    capacity text not null,
    copy text not null check (copy in ('SEALED', 'SHARED', 'OFFSITE')),
    place text not null,
    digest text not null,
    registered_by_name text not null,
    registered_at timestamptz not null,
    unique (transfer, number)
);
comment on table archives.offline_medium is '脱机载体登记: 封存保管、查阅利用 or 异地 copy; digest is the SM3 read back from the medium';
