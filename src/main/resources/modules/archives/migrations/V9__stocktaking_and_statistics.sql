-- 盘点 (机关档案管理规定 art. 36: 定期清点): the shelves against the register; what differs is explained before it ends
create table archives.stocktake (
    id bigint generated always as identity primary key,
    unit bigint not null,
    name text not null,
    year int,
    box bigint references archives.box,
    state text not null check (state in ('OPEN', 'CLOSED')),
    opened_by_name text not null,
    opened_at timestamptz not null,
    closed_by_name text,
    closed_at timestamptz
);
comment on column archives.stocktake.year is 'only the files of this year; null for all years';
comment on column archives.stocktake.box is 'only this box; null for all';
create index stocktake_list on archives.stocktake (unit, id desc);
create table archives.stocktake_line (
    stocktake bigint not null references archives.stocktake,
    item bigint not null references archives.item,
    box bigint,
    pages int not null,
    outcome text check (outcome in ('FOUND', 'LENT', 'MISSING', 'MISPLACED', 'DAMAGED', 'PAGES')),
    note text not null default '',
    counted_by_name text,
    counted_at timestamptz,
    resolution text,
    resolved_by_name text,
    resolved_at timestamptz,
    primary key (stocktake, item),
    check (resolution is null or outcome not in ('FOUND', 'LENT'))
);
comment on column archives.stocktake_line.pages is 'as the register says on the day the count begins';
comment on column archives.stocktake_line.resolution is 'how a difference was cleared up';

create table archives.annual_entry (
    unit bigint not null,
    year int not null,
    full_time int not null check (full_time >= 0),
    part_time int not null check (part_time >= 0),
    room_area_m2 int not null check (room_area_m2 >= 0),
    entered_by_name text not null,
    entered_at timestamptz not null,
    primary key (unit, year)
);
comment on table archives.annual_entry is '档案工作基本情况统计年报: what only people know; everything else is computed';

-- every unit counts its own applications and registers
alter table archives.loan drop constraint loan_number_key;
alter table archives.loan add constraint loan_number_of_unit unique (unit, number);
alter table archives.disposal drop constraint disposal_number_key;
alter table archives.disposal add constraint disposal_number_of_unit unique (unit, number);
