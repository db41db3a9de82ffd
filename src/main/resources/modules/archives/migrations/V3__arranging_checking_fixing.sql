-- fixing what is filed: signature of the unit and a chain of every notable act of a fonds
alter table archives.item add column signature bytea;
alter table archives.item add column certificate bytea;
comment on column archives.item.signature is 'the unit''s signature over the manifest; null for what was filed before items were signed';
alter table archives.component add column sm3 text;
alter table archives.component add column pages int not null default 0;
comment on column archives.component.pages is 'how many could be drawn on the day of filing, 0 for plain text';

create table archives.chain (
    fonds text primary key,
    position bigint not null,
    digest text not null
);
comment on table archives.chain is 'the end of each fonds'' chain; its row lock makes the links follow one another';
create table archives.chain_link (
    fonds text not null,
    position bigint not null,
    act text not null,
    subject text not null,
    content text not null,
    previous text not null,
    digest text not null,
    at timestamptz not null,
    primary key (fonds, position)
);
comment on table archives.chain_link is 'digest = SM3(previous|position|act|subject|content); content is itself an SM3';
create index chain_subject on archives.chain_link (fonds, subject);
create trigger chain_link_frozen before update or delete on archives.chain_link for each row execute function archives.frozen();
create trigger chain_link_truncate before truncate on archives.chain_link for each statement execute function archives.frozen();

create table archives.correction (
    id bigint generated always as identity primary key,
    item bigint not null references archives.item,
    field text not null,
    old_value text not null,
    new_value text not null,
    reason text not null,
    by_person bigint not null,
    by_name text not null,
    at timestamptz not null
);
comment on table archives.correction is '归档后更正著录: the old value stays for good';
create index correction_item on archives.correction (item, field, id desc);
create trigger correction_frozen before update or delete on archives.correction for each row execute function archives.frozen();
create trigger correction_truncate before truncate on archives.correction for each statement execute function archives.frozen();

create table archives.standing (
    item bigint primary key references archives.item,
    state text not null check (state in ('FILED', 'TRANSFERRING', 'TRANSFERRED', 'APPRAISING', 'TO_DESTROY', 'DESTROYED')),
    retention text not null,
    retention_until date
);
comment on table archives.standing is 'where an item stands after filing; the only thing about it that changes';
insert into archives.standing(item, state, retention, retention_until)
    select id, 'FILED', retention, case retention when 'D30' then make_date(year + 30, 12, 31) when 'D10' then make_date(year + 10, 12, 31) end
    from archives.item;
create index standing_due on archives.standing (retention_until) where state = 'FILED';

create table archives.hold (
    id bigint generated always as identity primary key,
    item bigint not null references archives.item,
    reason text not null,
    set_by bigint not null,
    set_by_name text not null,
    set_at timestamptz not null,
    lifted_by_name text,
    lifted_at timestamptz,
    lifted_reason text
);
comment on table archives.hold is '冻结: a law suit, an audit or an inspection; what is held is neither destroyed nor transferred';
create index hold_open on archives.hold (item) where lifted_at is null;

-- two retention tables: tobacco units are organ and enterprise at once
create table archives.retention_rule (
    schedule text not null check (schedule in ('ORGAN', 'ENTERPRISE')),
    position int not null,
    flow text not null,
    words text[] not null,
    in_scope boolean not null,
    retention text check (retention in ('Y', 'D30', 'D10')),
    description text not null,
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date,
    check (in_scope = (retention is not null)),
    primary key (schedule, position, effective_from)
);
comment on table archives.retention_rule is '归档范围和保管期限表; the first row whose flow fits and one of whose words stands in title or kind proposes';
comment on column archives.retention_rule.flow is 'empty for every sort of record';
comment on column archives.retention_rule.words is 'empty fits everything';
insert into archives.retention_rule
select schedule, position, flow, string_to_array(words, ' '), retention is not null, retention, description,
       case schedule when 'ORGAN' then '机关文件材料归档范围和文书档案保管期限规定（国家档案局令第8号）'
                     else '企业文件材料归档范围和档案保管期限规定（国家档案局令第10号）' end,
       tag, case schedule when 'ORGAN' then date '2006-12-18' else date '2013-02-01' end, null
from (values
    ('ORGAN', 10, '', '征订 停水 停电 放假值班 会议室预订 车位', null, '一般事务性通知，不归档', 'CFG'),
    ('ORGAN', 20, '', '机构设置 机构编制 职能配置 三定 印章启用 更名', 'Y', '机构设置、编制、更名、印章', 'RULE'),
    ('ORGAN', 30, '', '任免 任命 免职 干部考察 领导班子', 'Y', '干部任免', 'RULE'),
    ('ORGAN', 40, '', '管理办法 实施细则 暂行规定 规范性文件 章程 条例', 'Y', '本机关制发的规章制度和规范性文件', 'RULE'),
    ('ORGAN', 50, '', '党组会议 局长办公会 党委会 局务会', 'Y', '党组会议和办公会议纪要', 'RULE'),
    ('ORGAN', 60, '', '年度工作计划 年度工作总结 工作要点 五年规划 发展规划', 'Y', '年度计划、总结和规划', 'RULE'),
    ('ORGAN', 70, '', '土地 房产 产权 征收', 'Y', '土地、房产和产权', 'RULE'),
    ('ORGAN', 80, '', '重大案件 大要案 重大事故', 'Y', '重大案件和事故', 'RULE'),
    ('ORGAN', 90, '', '重大 重要', 'Y', '重要请示、批复和报告', 'RULE'),
    ('ORGAN', 100, '', '表彰 奖励 处分', 'D30', '表彰、奖励和处分', 'RULE'),
    ('ORGAN', 110, '', '季度 月度 月报 季报 简报 信息专报', 'D10', '季度、月度总结和简报', 'RULE'),
    ('ORGAN', 120, '', '请示 批复 报告', 'D30', '一般业务请示、批复和报告', 'RULE'),
    ('ORGAN', 130, '', '项目 布局规划 专项行动 检查情况', 'D30', '重要业务和项目', 'RULE'),
    ('ORGAN', 900, '', '', 'D10', '一般事务', 'RULE'),
    ('ENTERPRISE', 10, '', '征订 停水 停电 放假值班 会议室预订 车位', null, '一般事务性通知，不归档', 'CFG'),
    ('ENTERPRISE', 20, '', '公司章程 注册登记 机构设置 更名', 'Y', '章程、登记和机构', 'RULE'),
    ('ENTERPRISE', 30, '', '年度工作计划 年度工作总结 发展规划 董事会 党委会 总经理办公会', 'Y', '年度计划、总结和决策会议', 'RULE'),
    ('ENTERPRISE', 40, '', '资产评估 产权 土地 房产 股权', 'Y', '资产和产权', 'RULE'),
    ('ENTERPRISE', 50, '', '任免 任命 免职', 'Y', '人事任免', 'RULE'),
    ('ENTERPRISE', 60, '', '重大合同 重要合同', 'Y', '重要合同', 'RULE'),
    ('ENTERPRISE', 70, '', '合同 采购 招标 项目 工程 大额资金', 'D30', '履行完毕的合同、采购和项目', 'RULE'),
    ('ENTERPRISE', 80, '', '表彰 奖励 处分 请示 批复 报告', 'D30', '重要业务', 'RULE'),
    ('ENTERPRISE', 900, '', '', 'D10', '一般事务', 'RULE')
) as rule(schedule, position, flow, words, retention, description, tag);

create table archives.candidate (
    id bigint generated always as identity primary key,
    unit bigint not null,
    module text not null,
    record bigint not null,
    source jsonb not null,
    title text not null,
    document_number text,
    kind_name text not null,
    document_date date,
    year int not null,
    schedule text not null,
    retention text,
    class_code text not null,
    in_scope boolean not null,
    proposed_because text not null,
    decided_reason text not null default '',
    state text not null check (state in ('POOL', 'BATCH', 'FILED')),
    due date not null,
    batch bigint,
    position int,
    archive_number text unique,
    item bigint,
    version int not null default 0,
    offered_at timestamptz not null,
    unique (module, record)
);
comment on table archives.candidate is '预归档: a closed record until it is an item';
comment on column archives.candidate.source is 'what its desk handed over';
comment on column archives.candidate.archive_number is 'given when the arrangement of its batch ends; not given to another record afterwards';
comment on column archives.candidate.due is '30 June of the year after the files'' own (机关档案管理规定)';
create index candidate_pool on archives.candidate (unit, state, due, id);
create index candidate_batch on archives.candidate (batch, position);

create table archives.void_number (
    archive_number text primary key,
    candidate bigint not null,
    reason text not null,
    at timestamptz not null
);
comment on table archives.void_number is '档号 that were given and left again; they are never given a second time';

create table archives.batch (
    id bigint generated always as identity primary key,
    unit bigint not null,
    fonds text not null,
    name text not null,
    year int not null,
    state text not null check (state in ('ARRANGING', 'NUMBERED', 'RETURNED', 'CHECKED', 'HANDED_OVER', 'FILED')),
    arranged_by bigint not null,
    arranged_by_name text not null,
    created_at timestamptz not null,
    numbered_at timestamptz,
    checked_at timestamptz,
    first_passed boolean,
    hand_over_by bigint,
    hand_over_by_name text,
    handed_over_at timestamptz,
    filed_by_name text,
    filed_at timestamptz,
    version int not null default 0
);
comment on table archives.batch is '整理批次: 整理中 → 已编号 → 检测通过 (or 退回) → 已移交 → 已归档';
comment on column archives.batch.first_passed is '检测一次通过';
create index batch_list on archives.batch (unit, id desc);

create table archives.inspection (
    id bigint generated always as identity primary key,
    unit bigint not null,
    stage text not null check (stage in ('DRAFTING', 'FILING', 'TRANSFER', 'KEEPING')),
    subject text not null,
    batch bigint,
    item bigint,
    transfer bigint,
    passed boolean not null,
    checked int not null,
    tool text not null,
    by_name text not null,
    earlier bigint references archives.inspection,
    at timestamptz not null
);
comment on table archives.inspection is '四性检测 (DA/T 70-2018): one run; earlier points to the run that this one repeats';
create index inspection_batch on archives.inspection (batch, id desc);
create index inspection_item on archives.inspection (item, id desc);
create index inspection_list on archives.inspection (unit, id desc);
create table archives.inspection_line (
    inspection bigint not null references archives.inspection,
    position int not null,
    check_id text not null,
    object text not null,
    outcome text not null check (outcome in ('PASSED', 'FAILED', 'MANUAL')),
    detail text not null,
    primary key (inspection, position)
);
create trigger inspection_frozen before update or delete on archives.inspection for each row execute function archives.frozen();
create trigger inspection_line_frozen before update or delete on archives.inspection_line for each row execute function archives.frozen();

create table archives.archive_format (
    extension text not null,
    term text not null,
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date,
    primary key (extension, effective_from)
);
comment on table archives.archive_format is '归档格式 (C4); others are kept too, with a long-term format beside them';
insert into archives.archive_format
select extension, term, 'DA/T 47-2009, GB/T 18894-2016', 'STD', date '2017-03-01', null from (values
    ('ofd', 'OFD 版式'), ('pdf', 'PDF/A 版式'), ('txt', '纯文本'), ('xml', 'XML'), ('tif', 'TIFF 图像'), ('tiff', 'TIFF 图像'),
    ('jpg', 'JPEG 图像'), ('jpeg', 'JPEG 图像'), ('png', 'PNG 图像'), ('wav', 'WAV 音频'), ('mp3', 'MP3 音频'),
    ('mp4', 'MP4 视频'), ('avi', 'AVI 视频'), ('csv', 'CSV 数据')) as format(extension, term);

create table archives.box (
    id bigint generated always as identity primary key,
    unit bigint not null,
    fonds text not null,
    category text not null,
    year int not null,
    retention text not null,
    class_code text not null,
    number int not null,
    thickness_mm int not null check (thickness_mm in (20, 30, 40, 50)),
    note text not null default '',
    arranged_by_name text not null,
    arranged_on date not null,
    checked_by bigint,
    checked_by_name text,
    checked_on date,
    room text not null default '',
    shelf text not null default '',
    layer text not null default '',
    unique (fonds, category, year, retention, class_code, number)
);
comment on table archives.box is '档案盒 310 × 220 mm with 盒脊 and 备考表 (DA/T 22-2015); where the paper originals stand';
create table archives.box_item (
    item bigint primary key references archives.item,
    box bigint not null references archives.box
);
create index box_item_box on archives.box_item (box);

create view archives.item_now as
select i.id, i.archive_number, i.fonds, i.category, i.year, i.retention, i.class_code, i.item_number, i.unit, i.module, i.document,
       i.flow, i.kind_name, i.filed_by_name, i.filed_at, i.manifest_sha256, s.state, s.retention as retention_now, s.retention_until,
       coalesce(title.new_value, i.title) as title,
       coalesce(number.new_value, i.document_number) as document_number,
       coalesce(responsible.new_value, i.responsible) as responsible,
       coalesce(cast(day.new_value as date), i.document_date) as document_date,
       coalesce(receivers.new_value, i.main_to) as main_to,
       coalesce(note.new_value, '') as note,
       exists (select 1 from archives.hold h where h.item = i.id and h.lifted_at is null) as held,
       b.id as box, b.year || '-' || b.retention || '-' || b.class_code || ' 第' || b.number || '盒' as box_name,
       nullif(concat_ws(' ', nullif(b.room, ''), nullif(b.shelf, ''), nullif(b.layer, '')), '') as place
from archives.item i
join archives.standing s on s.item = i.id
left join archives.box_item bi on bi.item = i.id
left join archives.box b on b.id = bi.box
left join lateral (select c.new_value from archives.correction c where c.item = i.id and c.field = 'TITLE' order by c.id desc limit 1) title on true
left join lateral (select c.new_value from archives.correction c where c.item = i.id and c.field = 'DOCUMENT_NUMBER' order by c.id desc limit 1) number on true
left join lateral (select c.new_value from archives.correction c where c.item = i.id and c.field = 'RESPONSIBLE' order by c.id desc limit 1) responsible on true
left join lateral (select c.new_value from archives.correction c where c.item = i.id and c.field = 'DOCUMENT_DATE' order by c.id desc limit 1) day on true
left join lateral (select c.new_value from archives.correction c where c.item = i.id and c.field = 'MAIN_TO' order by c.id desc limit 1) receivers on true
left join lateral (select c.new_value from archives.correction c where c.item = i.id and c.field = 'NOTE' order by c.id desc limit 1) note on true;
comment on view archives.item_now is 'items as they are described now, after corrections';
