create schema approvals;

create table approvals.kind (
    name text primary key check (name ~ '^[a-z][a-z0-9-]{1,40}$'),
    title text not null,
    group_name text not null,
    summary text not null,
    version int not null default 0,
    enabled boolean not null default true,
    of_application boolean not null,
    installed_sha256 text
);
comment on table approvals.kind is '事项: a kind of approval; title, group and summary are those of its latest version';
comment on column approvals.kind.version is 'the version in force, 0 while none is published';
comment on column approvals.kind.installed_sha256 is 'of the package of the application that was installed last';

create table approvals.kind_version (
    kind text not null references approvals.kind,
    version int not null,
    files jsonb not null,
    sha256 text not null,
    process_version int not null,
    part_process_version int,
    note text not null,
    published_at timestamptz not null,
    published_by bigint,
    published_by_name text not null,
    primary key (kind, version)
);
comment on table approvals.kind_version is 'published packages; requests keep the version they began with, so none is ever changed';
comment on column approvals.kind_version.published_by is 'null when the package came with the application';

create table approvals.kind_draft (
    kind text primary key references approvals.kind,
    files jsonb not null,
    version bigint not null,
    based_on int not null,
    changed_at timestamptz not null,
    changed_by bigint not null,
    changed_by_name text not null
);
comment on table approvals.kind_draft is 'what designers work on; the version refuses the second of two who save at once';

create table approvals.installation_key (
    id int primary key check (id = 1),
    public_key text not null,
    private_key text not null,
    made_at timestamptz not null
);
comment on table approvals.installation_key is 'Ed25519 key that signs exported packages, made at the first export';

create table approvals.trusted_key (
    fingerprint text primary key,
    public_key text not null,
    name text not null,
    added_at timestamptz not null,
    added_by bigint not null,
    added_by_name text not null
);
comment on table approvals.trusted_key is 'installations whose packages are imported without a further question';

create sequence approvals.request_id;

create table approvals.request (
    id bigint primary key,
    version bigint not null,
    kind text not null,
    kind_version int not null,
    title text not null,
    number text,
    urgency text not null,
    state text not null check (state in ('DRAFT', 'RUNNING', 'APPROVED', 'REFUSED', 'VOID')),
    applicant bigint not null,
    applicant_name text not null,
    department bigint not null,
    department_name text not null,
    department_code text not null,
    unit bigint not null,
    unit_name text not null,
    data jsonb not null,
    verdicts jsonb not null default '[]',
    refused boolean not null default false,
    last_step bigint not null default 0,
    arrived_at timestamptz,
    created_at timestamptz not null,
    sent_at timestamptz,
    ended_at timestamptz,
    sheet bigint,
    archive_number text,
    filed_at timestamptz,
    foreign key (kind, kind_version) references approvals.kind_version
);
comment on table approvals.request is '申请: one filled-in form on its way through its process';
comment on column approvals.request.verdicts is 'what the decision tables said last, with the rows that fired';
comment on column approvals.request.refused is 'somebody refused and nobody was asked after that';
comment on column approvals.request.last_step is 'the youngest step of its matter, and when it arrived';
comment on column approvals.request.sheet is 'file of the printed approval sheet, kept when the request ended';
create index request_applicant on approvals.request (applicant, id desc);
create index request_kind on approvals.request (kind, created_at);

create table approvals.request_grant (
    request bigint not null references approvals.request,
    token text not null,
    reason text not null,
    kind text not null,
    primary key (request, token, reason)
);
create index request_grant_list on approvals.request_grant (token, request desc) include (kind);

create table approvals.part (
    id bigint primary key,
    version bigint not null,
    request bigint not null references approvals.request,
    round int not null,
    department bigint not null,
    department_name text not null,
    state text not null check (state in ('ASKED', 'ANSWERED', 'REPLACED')),
    data jsonb not null default '{}',
    conclusion text,
    conclusion_label text,
    silent boolean not null default false,
    question text not null default '',
    asked_again text,
    asked_at timestamptz not null,
    answered_at timestamptz,
    answered_by_name text
);
comment on table approvals.part is '并联审批: what one department was asked and answered; its id is that of the sub-matter''s record';
comment on column approvals.part.silent is '逾期未复: nobody answered within the clock, and the kind says what that counts as';
comment on column approvals.part.question is 'what the lead wants to know; empty the first time';
comment on column approvals.part.asked_again is 'why the lead asked once more: the question of the next part';
create index part_request on approvals.part (request, id);
create unique index part_once on approvals.part (request, department) where state = 'ASKED';

create table approvals.indicator (
    request bigint not null references approvals.request,
    part bigint,
    field text not null,
    title text not null,
    role text not null check (role in ('DIMENSION', 'MEASURE')),
    type text not null check (type in ('TEXT', 'NUMBER', 'MONEY', 'DATE')),
    row_number bigint,
    text_value text,
    number_value numeric(20, 4),
    date_value date,
    label text not null
);
comment on table approvals.indicator is '关键指标: declared values of requests and of the departments'' parts, typed';
create index indicator_request on approvals.indicator (request, part);
create index indicator_number on approvals.indicator (field, number_value) where number_value is not null;
create index indicator_text on approvals.indicator (field, text_value) where text_value is not null;
create index indicator_date on approvals.indicator (field, date_value) where date_value is not null;

create table approvals.favourite (
    person bigint not null,
    kind text not null references approvals.kind,
    added_at timestamptz not null,
    primary key (person, kind)
);
