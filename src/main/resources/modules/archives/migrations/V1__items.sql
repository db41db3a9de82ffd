create schema archives;

create table archives.retention (
    code text not null check (code in ('Y', 'D30', 'D10')),
    term text not null,
    years int,
    description text not null,
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date,
    primary key (code, effective_from)
);
comment on table archives.retention is '保管期限; years is null for 永久';
insert into archives.retention values
    ('Y', '永久', null, '本机关制发的规范性文件、机构编制、干部任免、重要请示批复、年度计划总结、重大案件等', '机关文件材料归档范围和文书档案保管期限规定（国家档案局令第8号）', 'RULE', '2006-12-18', null),
    ('D30', '定期30年', 30, '重要业务报告、一般请示批复、重要项目、表彰等', '机关文件材料归档范围和文书档案保管期限规定（国家档案局令第8号）', 'RULE', '2006-12-18', null),
    ('D10', '定期10年', 10, '一般事务、内部通知、季度和月度总结等', '机关文件材料归档范围和文书档案保管期限规定（国家档案局令第8号）', 'RULE', '2006-12-18', null);

create table archives.counter (
    fonds text not null,
    category text not null,
    year int not null,
    retention text not null,
    class_code text not null,
    last int not null,
    primary key (fonds, category, year, retention, class_code)
);
comment on table archives.counter is '件号 restarts in each lowest class (DA/T 22-2015)';

create table archives.item (
    id bigint generated always as identity primary key,
    archive_number text not null unique,
    fonds text not null,
    category text not null,
    year int not null,
    retention text not null,
    class_code text not null,
    item_number int not null,
    unit bigint not null,
    document bigint not null unique,
    flow text not null,
    title text not null,
    document_number text,
    kind_name text not null,
    responsible text not null,
    document_date date,
    main_to text not null,
    body_text text not null,
    manifest text not null,
    manifest_sha256 text not null,
    filed_by bigint not null,
    filed_by_name text not null,
    filed_at timestamptz not null
);
comment on table archives.item is '件: one filed document with all its parts; never changed (DA/T 22-2015, GB/T 18894-2016)';
comment on column archives.item.responsible is '责任者';
comment on column archives.item.manifest is 'metadata and the hash of every component, as JSON; its own hash proves that nothing was exchanged';
create index item_list on archives.item (unit, filed_at desc, id desc);
create index item_class on archives.item (unit, year, retention, class_code, item_number);

create table archives.component (
    item bigint not null references archives.item,
    position int not null,
    kind text not null check (kind in ('BODY', 'ATTACHMENT', 'SHEET', 'TRAIL')),
    name text not null,
    file bigint not null,
    size bigint not null,
    sha256 text not null,
    primary key (item, position)
);

create table archives.item_grant (
    item bigint not null references archives.item,
    token text not null,
    reason text not null,
    primary key (item, token, reason)
);
create index item_grant_token on archives.item_grant (token, item);

create function archives.frozen() returns trigger language plpgsql as
    $$ begin raise exception 'filed records do not change'; end $$;
create trigger item_frozen before update or delete on archives.item for each row execute function archives.frozen();
create trigger component_frozen before update or delete on archives.component for each row execute function archives.frozen();
create trigger item_truncate before truncate on archives.item for each statement execute function archives.frozen();
create trigger component_truncate before truncate on archives.component for each statement execute function archives.frozen();
