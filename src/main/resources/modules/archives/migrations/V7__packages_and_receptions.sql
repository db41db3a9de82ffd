-- information packages (GB/T 18894-2016, DA/T 48-2009): what was packed for others, and what others' packages brought
create table archives.package (
    id bigint generated always as identity primary key,
    number text not null unique,
    unit bigint not null,
    name text not null,
    items int not null,
    size bigint not null,
    sm3 text not null,
    file bigint not null,
    made_by_name text not null,
    made_at timestamptz not null
);
comment on table archives.package is '档案信息包: signed by the unit when it was made; sm3 is that of the whole file';
create index package_list on archives.package (unit, id desc);
create trigger package_frozen before update or delete on archives.package for each row execute function archives.frozen();

create table archives.reception (
    id bigint generated always as identity primary key,
    unit bigint not null,
    transfer bigint,
    file bigint not null,
    file_name text not null,
    sm3 text not null,
    package_number text not null,
    from_name text not null,
    from_fonds text not null,
    signer text not null,
    items int not null,
    state text not null check (state in ('ARRIVED', 'CHECKED', 'REFUSED', 'ACCEPTED')),
    inspection bigint references archives.inspection,
    arrived_by_name text not null,
    arrived_at timestamptz not null,
    decided_by_name text,
    decided_at timestamptz
);
comment on table archives.reception is '电子档案接收登记: 待检测 → 检测通过 → 已接收, or 已退回 with its faults';
create index reception_list on archives.reception (unit, id desc);
create unique index reception_once on archives.reception (unit, sm3) where state <> 'REFUSED';
create table archives.reception_fault (
    reception bigint not null references archives.reception,
    position int not null,
    check_id text not null,
    object text not null,
    detail text not null,
    primary key (reception, position)
);
create table archives.received_item (
    id bigint generated always as identity primary key,
    reception bigint not null references archives.reception,
    unit bigint not null,
    archive_number text not null,
    elements jsonb not null,
    title text not null,
    manifest text not null,
    source_module text not null,
    source_record bigint not null,
    kept boolean not null default false
);
comment on table archives.received_item is '接收的电子档案; kept once the reception is accepted';
comment on column archives.received_item.manifest is 'what was signed when it was filed where it comes from';
create index received_item_reception on archives.received_item (reception, id);
create unique index received_item_once on archives.received_item (unit, archive_number) where kept;
create table archives.received_component (
    item bigint not null references archives.received_item,
    position int not null,
    kind text not null,
    name text not null,
    file bigint not null,
    size bigint not null,
    sha256 text not null,
    sm3 text not null,
    pages int not null,
    primary key (item, position)
);
create trigger received_component_frozen before update or delete on archives.received_component for each row execute function archives.frozen();
