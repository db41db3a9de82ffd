-- 利用 (archives.md §7): who may use what how, applications with their approvals, and the register of what was really looked at
create table archives.use_rule (
    scope text not null check (scope in ('OWN_DEPARTMENT', 'OTHER_DEPARTMENT')),
    mode text not null check (mode in ('ONLINE', 'COPY', 'ORIGINAL', 'TAKEN_OUT')),
    approvers text[] not null,
    days int not null check (days > 0),
    working_days boolean not null,
    renewals int not null,
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date,
    primary key (scope, mode, effective_from)
);
comment on table archives.use_rule is '档案利用规则: approvers in order (HEAD 形成部门负责人, OFFICE_HEAD 办公室主任, LEADER 分管领导, ARCHIVIST 档案员); days is the longest period';
insert into archives.use_rule
select scope, mode, string_to_array(approvers, ' '), days, working_days, renewals,
       '机关档案管理规定（国家档案局令第13号）；期限由本单位制定', 'CFG', date '2019-01-01', null
from (values
    ('OWN_DEPARTMENT', 'ONLINE', 'ARCHIVIST', 30, false, 1),
    ('OTHER_DEPARTMENT', 'ONLINE', 'HEAD ARCHIVIST', 7, false, 1),
    ('OWN_DEPARTMENT', 'COPY', 'OFFICE_HEAD ARCHIVIST', 7, false, 0),
    ('OTHER_DEPARTMENT', 'COPY', 'HEAD OFFICE_HEAD ARCHIVIST', 7, false, 0),
    ('OWN_DEPARTMENT', 'ORIGINAL', 'ARCHIVIST', 10, true, 1),
    ('OTHER_DEPARTMENT', 'ORIGINAL', 'HEAD ARCHIVIST', 10, true, 1),
    ('OWN_DEPARTMENT', 'TAKEN_OUT', 'LEADER ARCHIVIST', 10, true, 0),
    ('OTHER_DEPARTMENT', 'TAKEN_OUT', 'HEAD LEADER ARCHIVIST', 10, true, 0)
) as rule(scope, mode, approvers, days, working_days, renewals);

create sequence archives.loan_id;
create table archives.loan (
    id bigint primary key,
    number text not null unique,
    unit bigint not null,
    item bigint not null references archives.item,
    mode text not null check (mode in ('ONLINE', 'COPY', 'ORIGINAL', 'TAKEN_OUT')),
    purpose text not null check (purpose in ('WORK', 'HISTORY', 'JUDICIAL', 'AUDIT', 'DISCLOSURE')),
    reason text not null,
    days int not null,
    working_days boolean not null,
    renewals_left int not null,
    borrower bigint not null,
    borrower_name text not null,
    borrower_department text not null,
    borrower_unit text not null,
    state text not null check (state in ('REQUESTED', 'REFUSED', 'WITHDRAWN', 'READY', 'IN_USE', 'RETURNED', 'EXPIRED')),
    asked_at timestamptz not null,
    begun_at timestamptz,
    until date,
    ended_at timestamptz,
    taken_from text not null default '',
    condition text not null default '',
    effect text not null default '',
    urged_on date
);
comment on table archives.loan is '借阅单: 审批中 → 待领取 (originals) → 使用中 → 已归还 or 已到期';
comment on column archives.loan.until is 'last day of use; what is lent as an original is overdue afterwards, what is read on screen ends by itself';
comment on column archives.loan.taken_from is 'where the original stood when it was handed out';
comment on column archives.loan.condition is 'what it was like when it came back';
comment on column archives.loan.effect is '利用效果登记';
create index loan_borrower on archives.loan (borrower, id desc);
create index loan_unit on archives.loan (unit, id desc);
create index loan_running on archives.loan (until) where state = 'IN_USE';
create unique index loan_original on archives.loan (item) where mode in ('ORIGINAL', 'TAKEN_OUT') and state = 'IN_USE';

create table archives.loan_approval (
    loan bigint not null references archives.loan,
    position int not null,
    role text not null,
    candidates bigint[] not null,
    decision text check (decision in ('AGREED', 'REFUSED')),
    decided_by_name text,
    opinion text not null default '',
    at timestamptz,
    primary key (loan, position)
);
create index loan_approval_open on archives.loan_approval using gin (candidates) where decision is null;

create table archives.use_entry (
    id bigint generated always as identity primary key,
    loan bigint not null references archives.loan,
    component int not null,
    component_name text not null,
    act text not null check (act in ('READ', 'COPIED', 'HANDED_OUT', 'RENEWED', 'RETURNED', 'EXPIRED', 'URGED')),
    by_name text not null,
    at timestamptz not null
);
comment on table archives.use_entry is '利用登记: only grows; component 0 is the whole item';
create index use_entry_loan on archives.use_entry (loan, id);
create trigger use_entry_frozen before update or delete on archives.use_entry for each row execute function archives.frozen();
create trigger use_entry_truncate before truncate on archives.use_entry for each statement execute function archives.frozen();
