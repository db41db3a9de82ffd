create schema documents;

create table documents.kind (
    code text not null,
    term text not null,
    directions text[] not null,
    issuable boolean not null,
    needs_signer boolean not null,
    expects_reply boolean not null,
    internal boolean not null,
    purpose text not null,
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date,
    primary key (code, effective_from)
);
comment on table documents.kind is '文种：条例第八条的十五种，以及内部载体';
comment on column documents.kind.directions is '行文方向，常用的在前';

insert into documents.kind
    (code, term, directions, issuable, needs_signer, expects_reply, internal, purpose, source, tag, effective_from)
values
    ('01', '决议', '{DOWN,PUBLIC}', false, false, false, false, '会议讨论通过的重大决策事项', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('02', '决定', '{DOWN}', true, false, false, false, '对重要事项作出决策和部署、奖惩、变更或者撤销下级决定', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('03', '命令', '{DOWN}', false, false, false, false, '公布行政法规和规章、宣布施行重大强制性措施', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('04', '公报', '{PUBLIC}', false, false, false, false, '公布重要决定或者重大事项', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('05', '公告', '{PUBLIC}', true, false, false, false, '向国内外宣布重要事项或者法定事项', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('06', '通告', '{PUBLIC}', true, false, false, false, '在一定范围内公布应当遵守或者周知的事项', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('07', '意见', '{DOWN,UP,PARALLEL}', true, false, false, false, '对重要问题提出见解和处理办法', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('08', '通知', '{DOWN,PARALLEL}', true, false, false, false, '发布、传达要求执行和周知的事项，批转、转发公文', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('09', '通报', '{DOWN}', true, false, false, false, '表彰先进、批评错误、传达重要精神和告知重要情况', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('10', '报告', '{UP}', true, true, false, false, '向上级机关汇报工作、反映情况，回复询问', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('11', '请示', '{UP}', true, true, true, false, '向上级机关请求指示、批准', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('12', '批复', '{DOWN}', true, false, false, false, '答复下级机关请示事项', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('13', '议案', '{PARALLEL}', false, false, false, false, '各级人民政府向同级人民代表大会提请审议事项', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('14', '函', '{PARALLEL}', true, false, true, false, '不相隶属机关之间商洽工作、询问和答复问题、请求批准', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('15', '纪要', '{DOWN,INTERNAL}', true, false, false, false, '记载会议主要情况和议定事项', '中办发〔2012〕14号第八条', 'LAW', '2012-07-01'),
    ('N1', '签报', '{INTERNAL}', true, false, false, true, '内部请示事项', '办公惯例', 'CFG', '2012-07-01'),
    ('N2', '呈批件', '{INTERNAL}', true, false, false, true, '呈领导批示的材料', '办公惯例', 'CFG', '2012-07-01');

create table documents.authority (
    matter text not null,
    amount_from numeric(14, 2) not null,
    approver text not null check (approver in ('LEADER', 'PRINCIPAL')),
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date,
    primary key (matter, amount_from, effective_from)
);
comment on table documents.authority is '签报审批权限：事项类别、金额（元，含）起，由谁审批';

insert into documents.authority (matter, amount_from, approver, source, tag, effective_from) values
    ('日常事务', 0, 'LEADER', '示例权限表', 'CFG', '2026-01-01'),
    ('经费支出', 0, 'LEADER', '示例权限表', 'CFG', '2026-01-01'),
    ('经费支出', 50000, 'PRINCIPAL', '示例权限表', 'CFG', '2026-01-01'),
    ('合同签订', 0, 'LEADER', '示例权限表', 'CFG', '2026-01-01'),
    ('合同签订', 100000, 'PRINCIPAL', '示例权限表', 'CFG', '2026-01-01'),
    ('人事事项', 0, 'PRINCIPAL', '示例权限表', 'CFG', '2026-01-01');

create sequence documents.document_id;

create table documents.document (
    id bigint primary key,
    version bigint not null,
    flow text not null,
    state text not null,
    unit bigint not null,
    unit_name text not null,
    department bigint not null,
    department_name text not null,
    department_code text not null,
    author bigint not null,
    author_name text not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    changed_by text not null,
    kind text not null,
    title text not null,
    body jsonb not null,
    body_text text not null,
    urgency text not null,
    direction text not null,
    issued_by text not null,
    main_to bigint[] not null,
    main_to_outside text[] not null,
    copy_to bigint[] not null,
    copy_to_outside text[] not null,
    publicity text,
    publicity_reason text not null,
    note text not null,
    contact text not null,
    contact_phone text not null,
    copies int not null,
    single_matter boolean not null,
    important boolean not null,
    normative boolean not null,
    countersigners bigint[] not null,
    joint_units bigint[] not null,
    signer bigint,
    reference bigint,
    reference_title text not null,
    reference_number text not null,
    retention text,
    reasons jsonb not null,
    memo_matter text not null,
    memo_amount numeric(14, 2),
    memo_budget_item text not null,
    number text,
    series text,
    number_year int,
    number_value int,
    objections text[] not null,
    signed_by bigint,
    signed_by_name text,
    signed_opinion text,
    signed_at timestamptz,
    signed_hash text,
    issue_date date,
    paper bigint,
    paper_missing text[] not null,
    print_date date,
    sheet bigint,
    sealed_at timestamptz,
    distributed_at timestamptz,
    receivers int not null,
    incoming_envelope bigint,
    incoming_register_number text,
    incoming_from text,
    incoming_source_class text,
    incoming_handling text,
    incoming_received_at timestamptz,
    incoming_leaders bigint[] not null,
    incoming_lead_department bigint,
    incoming_assist_departments bigint[] not null,
    incoming_readers bigint[] not null,
    incoming_deadline date,
    incoming_rejected text,
    result text,
    ended_at timestamptz,
    void_how text,
    void_reason text,
    void_at timestamptz,
    archive_number text,
    filed_at timestamptz
);
comment on column documents.document.memo_amount is '元';
comment on column documents.document.copies is '份';
comment on column documents.document.sheet is 'file of the 发文稿纸, 文件处理单 or 签报单, printed when the matter ended';
comment on column documents.document.signed_hash is 'SHA-256 of the frozen text (条例第二十二条：签发后不得擅改)';
create unique index document_number_once on documents.document (unit, number)
    where flow <> 'incoming' and number is not null and state <> 'D00';
create unique index document_envelope_once on documents.document (incoming_envelope) where incoming_envelope is not null;
create index document_open on documents.document (flow, state, id desc) where ended_at is null;
create index document_reference on documents.document (reference) where reference is not null;

create table documents.document_grant (
    document bigint not null,
    token text not null,
    reason text not null,
    flow text not null,
    primary key (document, token, reason)
);
comment on table documents.document_grant is '为什么能看: each row one reason';
-- lists walk this index from the newest document downwards for each token a reader holds
create index document_grant_list on documents.document_grant (token, flow, document desc);

create table documents.attachment (
    document bigint not null,
    position int not null,
    file bigint not null,
    title text not null,
    primary key (document, file)
);

create table documents.version (
    document bigint not null,
    number int not null,
    node text not null,
    node_name text not null,
    act text not null,
    person bigint not null,
    person_name text not null,
    at timestamptz not null,
    title text not null,
    body jsonb not null,
    elements jsonb not null,
    attachments text[] not null,
    hash text not null,
    primary key (document, number)
);
comment on table documents.version is 'Immutable: one row after every step';
create function documents.version_is_immutable() returns trigger language plpgsql as
    $$ begin raise exception 'versions of documents are never changed'; end $$;
create trigger version_is_immutable before update or delete on documents.version
    for each row execute function documents.version_is_immutable();

create table documents.edit_lock (
    document bigint primary key,
    person bigint not null,
    person_name text not null,
    since timestamptz not null,
    renewed_at timestamptz not null
);

create sequence documents.seal_id;

create table documents.seal (
    id bigint primary key,
    unit bigint not null,
    kind text not null,
    name text not null,
    diameter_mm numeric(4, 1) not null,
    picture bytea not null,
    keeper text not null,
    status text not null check (status in ('IN_USE', 'STOPPED', 'LOST', 'CANCELLED')),
    valid_from date not null,
    valid_to date
);
comment on table documents.seal is '印章台账。国发〔1999〕25号：国家行政机关印章直径不超过 45 mm';
create index seal_unit on documents.seal (unit, kind);

create table documents.seal_use (
    document bigint primary key,
    seal bigint not null,
    by_person bigint not null,
    by_name text not null,
    approved_by text not null,
    paper_sha256 text not null,
    pages int not null,
    at timestamptz not null
);
comment on table documents.seal_use is '用印登记: a document is sealed once';
create index seal_use_seal on documents.seal_use (seal, at desc);
