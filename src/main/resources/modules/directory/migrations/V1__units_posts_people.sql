create schema directory;

-- Every write of the directory moves this number on. It keeps writers in line (no two moves of the tree can make a circle
-- together) and tells every node when what it remembers is old.
create table directory.revision (number bigint not null, demo boolean not null);
comment on column directory.revision.demo is 'the people are made up (仅供演示); passwords are public';
insert into directory.revision values (0, false);

-- One sequence for units, departments, posts and people: an id names one record of the directory, also in the journal.
create sequence directory.record;

create table directory.division (
    code text primary key,
    name text not null,
    parent_code text,
    level smallint not null,
    source text not null,
    effective_from date not null,
    effective_to date
);
comment on table directory.division is 'GB/T 2260 divisions; later approvals of the State Council are added with their dates';

create table directory.unit (
    id bigint primary key default nextval('directory.record'),
    version integer not null default 1,
    code text not null,
    name text not null,
    short_name text not null,
    doc_mark text not null,
    fonds text not null,
    level text not null check (level in ('PROVINCE', 'CITY', 'COUNTY')),
    parent_id bigint references directory.unit,
    industry_code text,
    uscc text,
    address text,
    phone text,
    zipcode text,
    sort integer not null default 0,
    tag text,
    predecessor_id bigint references directory.unit,
    valid_from date not null,
    valid_to date,
    pinyin text not null,
    initials text not null
);
comment on column directory.unit.code is '8 digits: GB/T 2260 division and two more';
comment on column directory.unit.industry_code is 'industry organisation code of the YC/T series';
comment on column directory.unit.tag is '(verify): the doc mark or the fonds is made by analogy and must be checked with the client';
comment on column directory.unit.predecessor_id is 'the unit this one took over from (merger, division)';
create unique index unit_code on directory.unit (code) where valid_to is null;
create unique index unit_doc_mark on directory.unit (doc_mark) where valid_to is null;
create index unit_parent on directory.unit (parent_id);

-- Renaming keeps the id, so that records stay connected; the names it had are here.
create table directory.former_unit (
    unit_id bigint not null references directory.unit,
    name text not null,
    short_name text not null,
    doc_mark text not null,
    parent_id bigint,
    valid_from date not null,
    valid_to date not null
);
create index former_unit_unit on directory.former_unit (unit_id);

create table directory.jurisdiction (
    unit_id bigint not null references directory.unit,
    division_code text not null references directory.division,
    duty text not null check (duty in ('LICENSING', 'ENFORCEMENT', 'SERVICE')),
    valid_from date not null,
    valid_to date,
    primary key (unit_id, division_code, duty, valid_from)
);
comment on column directory.jurisdiction.duty is '许可 LICENSING, 执法 ENFORCEMENT, 服务 SERVICE: one district bureau may cover several divisions';

create table directory.department (
    id bigint primary key default nextval('directory.record'),
    version integer not null default 1,
    unit_id bigint not null references directory.unit,
    code text not null,
    name text not null,
    parent_id bigint references directory.department,
    sort integer not null default 0,
    predecessor_id bigint references directory.department,
    valid_from date not null,
    valid_to date,
    pinyin text not null,
    initials text not null
);
create unique index department_code on directory.department (unit_id, code) where valid_to is null;

create table directory.former_department (
    department_id bigint not null references directory.department,
    code text not null,
    name text not null,
    valid_from date not null,
    valid_to date not null
);
create index former_department_department on directory.former_department (department_id);

create table directory.post (
    id bigint primary key default nextval('directory.record'),
    version integer not null default 1,
    department_id bigint not null references directory.department,
    code text not null,
    title text not null,
    category text not null check (category in ('PRINCIPAL', 'DEPUTY', 'HEAD', 'DEPUTY_HEAD', 'STAFF')),
    rank integer not null,
    headcount integer not null check (headcount > 0),
    valid_from date not null,
    valid_to date
);
comment on column directory.post.category is
    'PRINCIPAL 主要负责人, DEPUTY 副职领导, HEAD 部门负责人, DEPUTY_HEAD 部门副职, STAFF 一般员工';
comment on column directory.post.rank is 'order among colleagues, the smallest first';
create unique index post_code on directory.post (department_id, code) where valid_to is null;

create table directory.person (
    id bigint primary key default nextval('directory.record'),
    version integer not null default 1,
    name text not null,
    pinyin text not null,
    initials text not null,
    staff_number text not null,
    gender smallint not null default 0 check (gender in (0, 1, 2, 9)),
    office_phone text,
    mobile text,
    sort integer not null default 0,
    valid_from date not null,
    valid_to date
);
comment on column directory.person.gender is 'GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated';
comment on column directory.person.mobile is 'shown masked, except to those who manage the directory';
create unique index person_staff_number on directory.person (staff_number);
create index person_by_name on directory.person (name collate "zh-x-icu", id) where valid_to is null;
create index person_by_pinyin on directory.person (pinyin text_pattern_ops);

create table directory.holding (
    id bigint generated by default as identity primary key,
    person_id bigint not null references directory.person,
    post_id bigint not null references directory.post,
    main boolean not null,
    valid_from date not null,
    valid_to date
);
comment on column directory.holding.main is 'true: the primary post; false: held besides it (兼职)';
create unique index holding_once on directory.holding (person_id, post_id) where valid_to is null;
create unique index holding_one_main on directory.holding (person_id) where main and valid_to is null;
create index holding_post on directory.holding (post_id) where valid_to is null;
create index holding_person on directory.holding (person_id);

create table directory.leader_in_charge (
    id bigint generated by default as identity primary key,
    department_id bigint not null references directory.department,
    person_id bigint not null references directory.person,
    valid_from date not null,
    valid_to date
);
comment on table directory.leader_in_charge is '分管领导';
create unique index leader_in_charge_one on directory.leader_in_charge (department_id) where valid_to is null;
create index leader_in_charge_person on directory.leader_in_charge (person_id) where valid_to is null;

create table directory.role_holding (
    id bigint generated by default as identity primary key,
    person_id bigint not null references directory.person,
    role text not null,
    unit_id bigint not null references directory.unit,
    valid_from date not null,
    valid_to date
);
create unique index role_holding_once on directory.role_holding (person_id, role, unit_id) where valid_to is null;
create index role_holding_unit on directory.role_holding (unit_id, role) where valid_to is null;

create table directory.absence (
    id bigint generated by default as identity primary key,
    version integer not null default 1,
    person_id bigint not null references directory.person,
    substitute_id bigint references directory.person,
    first_day date not null,
    last_day date not null,
    reason text not null,
    check (first_day <= last_day)
);
comment on table directory.absence is 'who is away and who stands in; shown where people are picked. It hands over no rights';
create index absence_person on directory.absence (person_id, last_day);

-- A person with the primary post they hold, or held last: those who left still sign what they signed.
create view directory.person_with_post as
select p.id, p.name, p.pinyin, p.initials, p.staff_number, p.sort, p.valid_to, q.id as post_id, q.title as post_title,
       q.category, q.rank, d.id as department_id, d.name as department_name, d.sort as department_sort,
       u.id as unit_id, u.name as unit_name, u.short_name as unit_short_name
from directory.person p
cross join lateral (
    select h.post_id from directory.holding h where h.person_id = p.id
    order by h.valid_to is null desc, h.main desc, h.valid_to desc, h.id desc limit 1
) last
join directory.post q on q.id = last.post_id
join directory.department d on d.id = q.department_id
join directory.unit u on u.id = d.unit_id;

-- Roles given, and roles that come with a post. Administrators (A_…) are no members of staff in business: 三员分立.
create view directory.role_of as
select r.person_id, r.role, r.unit_id
from directory.role_holding r
join directory.person p on p.id = r.person_id
where r.valid_to is null and p.valid_to is null
union
select h.person_id, v.role, d.unit_id
from directory.holding h
join directory.post q on q.id = h.post_id
join directory.department d on d.id = q.department_id
cross join lateral (values
    ('R_STAFF', true),
    ('R_PRINCIPAL', q.category = 'PRINCIPAL'),
    ('R_LEADER', q.category in ('PRINCIPAL', 'DEPUTY')),
    ('R_DEPT_HEAD', q.category = 'HEAD'),
    ('R_OFFICE_HEAD', q.category = 'HEAD' and d.code = 'BGS')
) v(role, given)
where h.valid_to is null and v.given and not exists (
    select from directory.role_holding a where a.person_id = h.person_id and a.valid_to is null and a.role like 'A\_%');
