create schema clocks;

create table clocks.calendar_year (
    year int primary key check (year between 2000 and 2099),
    source text not null,
    loaded_at timestamptz not null,
    loaded_by text not null
);
comment on table clocks.calendar_year is 'years whose holiday arrangement (国务院办公厅关于部分节假日安排的通知) is loaded; a period that runs into another year is provisional';

create table clocks.calendar_day (
    day date primary key,
    year int not null references clocks.calendar_year,
    name text not null,
    kind text not null check (kind in ('HOLIDAY', 'MAKEUP_WORKDAY'))
);
comment on table clocks.calendar_day is 'days that differ from the week: Monday to Friday are working days otherwise (全国年节及纪念日放假办法)';
comment on column clocks.calendar_day.year is 'year of the notice; a New Year holiday may begin in the year before';
create index calendar_day_year on clocks.calendar_day (year);

create table clocks.working_hours (
    id bigint generated always as identity primary key,
    opens time not null,
    closes time not null,
    season_from text check (season_from ~ '^[01][0-9]-[0-3][0-9]$'),
    season_to text check (season_to ~ '^[01][0-9]-[0-3][0-9]$'),
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date,
    check (opens < closes),
    check ((season_from is null) = (season_to is null))
);
comment on column clocks.working_hours.season_from is 'month and day, inclusive; rows of a season replace the rows without one while it lasts';

insert into clocks.working_hours (opens, closes, source, tag, effective_from) values
    ('08:30', '12:00', '通行做法，可由管理员调整', 'CFG', '2000-01-01'),
    ('14:30', '17:30', '通行做法，可由管理员调整', 'CFG', '2000-01-01');

create table clocks.rule (
    row bigint generated always as identity primary key,
    id text not null check (id ~ '^[a-z]+(\.[A-Za-z0-9_-]+)+$'),
    version int not null,
    name text not null,
    event text not null,
    length int not null check (length between 0 and 3650),
    unit text not null check (unit in ('WORKING_DAYS', 'CALENDAR_DAYS', 'WORKING_HOURS', 'WORKING_MINUTES', 'MINUTES')),
    promised int check (promised between 0 and length),
    extension int check (extension between 1 and 3650),
    source text not null,
    tag text not null check (tag in ('LAW', 'RULE', 'STD', 'PRAC', 'CFG', 'VERIFY')),
    editable boolean not null,
    effective_from date not null,
    effective_to date,
    changed_by text,
    changed_at timestamptz,
    unique (id, version)
);
comment on column clocks.rule.event is 'what starts the period, as said in its explanation: 收到申请, 立案';
comment on column clocks.rule.promised is 'a shorter period that the bureau promises (服务承诺), in the same unit';
comment on column clocks.rule.extension is 'by how much it may be extended, once, with a reason and an authority; null: not at all';
comment on column clocks.rule.editable is 'false: set by law; only the promise may be changed by an administrator';
comment on column clocks.rule.effective_to is 'exclusive; null: until further notice';

insert into clocks.rule (id, version, name, event, length, unit, promised, extension, source, tag, editable, effective_from) values
    ('licences.notice-completeness', 1, '许可申请一次性补正告知', '收到申请', 5, 'WORKING_DAYS', null, null, '《中华人民共和国行政许可法》第三十二条', 'LAW', false, '2004-07-01'),
    ('licences.decide', 1, '许可决定', '受理', 20, 'WORKING_DAYS', 8, 10, '《中华人民共和国行政许可法》第四十二条', 'LAW', false, '2004-07-01'),
    ('disclosure.correct', 1, '信息公开申请补正告知', '收到申请', 7, 'WORKING_DAYS', null, null, '《中华人民共和国政府信息公开条例》第三十条', 'LAW', false, '2019-05-15'),
    ('disclosure.reply', 1, '信息公开申请答复', '收到申请', 20, 'WORKING_DAYS', null, 20, '《中华人民共和国政府信息公开条例》第三十三条', 'LAW', false, '2019-05-15'),
    ('cases.preserved-evidence', 1, '先行登记保存证据处理', '登记保存', 7, 'WORKING_DAYS', null, null, '《中华人民共和国行政处罚法》第五十六条、第八十五条', 'LAW', false, '2021-07-15'),
    ('cases.open', 1, '案件线索立案核查', '收到线索', 7, 'WORKING_DAYS', null, 7, '《烟草专卖行政处罚程序规定》第三十三条', 'VERIFY', true, '2021-07-15'),
    ('cases.hearing-request', 1, '听证申请', '收到告知', 5, 'WORKING_DAYS', null, null, '《中华人民共和国行政处罚法》第六十四条、第八十五条', 'LAW', false, '2021-07-15'),
    ('cases.decide', 1, '行政处罚决定', '立案', 90, 'CALENDAR_DAYS', null, null, '《中华人民共和国行政处罚法》第六十条', 'LAW', false, '2021-07-15'),
    ('cases.publicity', 1, '行政处罚决定公示', '作出决定', 7, 'WORKING_DAYS', null, null, '国办发〔2018〕118号', 'RULE', false, '2018-12-05'),
    ('cases.fine-payment', 1, '缴纳罚款', '收到决定书', 15, 'CALENDAR_DAYS', null, null, '《中华人民共和国行政处罚法》第六十七条', 'LAW', false, '2021-07-15'),
    ('cases.reminder', 1, '催告履行', '送达催告书', 10, 'WORKING_DAYS', null, null, '《中华人民共和国行政强制法》第五十四条、第六十九条', 'LAW', false, '2012-01-01'),
    ('petitions.accept', 1, '信访事项受理告知', '收到信访事项', 15, 'CALENDAR_DAYS', null, null, '《信访工作条例》第二十三条', 'LAW', false, '2022-05-01'),
    ('petitions.handle', 1, '信访事项办理', '受理', 60, 'CALENDAR_DAYS', null, 30, '《信访工作条例》第三十四条', 'LAW', false, '2022-05-01'),
    ('documents.step.D20', 1, '部门审核', '送达本环节', 1, 'WORKING_DAYS', null, null, '本单位公文处理时限要求', 'CFG', true, '2020-01-01'),
    ('documents.step.D25', 1, '会签', '送达本环节', 2, 'WORKING_DAYS', null, null, '本单位公文处理时限要求', 'CFG', true, '2020-01-01'),
    ('documents.step.D28', 1, '合法性审核', '送达本环节', 3, 'WORKING_DAYS', null, null, '本单位公文处理时限要求', 'CFG', true, '2020-01-01'),
    ('documents.step.D30', 1, '核稿', '送达本环节', 1, 'WORKING_DAYS', null, null, '本单位公文处理时限要求', 'CFG', true, '2020-01-01'),
    ('documents.step.D35', 1, '分管领导审核', '送达本环节', 1, 'WORKING_DAYS', null, null, '本单位公文处理时限要求', 'CFG', true, '2020-01-01'),
    ('documents.step.D40', 1, '签发', '送达本环节', 1, 'WORKING_DAYS', null, null, '本单位公文处理时限要求', 'CFG', true, '2020-01-01'),
    ('documents.step.D50', 1, '编号', '送达本环节', 0, 'WORKING_DAYS', null, null, '本单位公文处理时限要求', 'CFG', true, '2020-01-01'),
    ('documents.handle.EXTRA_URGENT', 1, '特急件办理', '收到', 1, 'WORKING_DAYS', null, null, '本单位公文处理时限要求', 'CFG', true, '2020-01-01'),
    ('documents.handle.URGENT', 1, '加急件办理', '收到', 3, 'WORKING_DAYS', null, null, '本单位公文处理时限要求', 'CFG', true, '2020-01-01'),
    ('documents.handle.PLAIN', 1, '平件办理', '收到', 7, 'WORKING_DAYS', null, 8, '本单位公文处理时限要求', 'CFG', true, '2020-01-01'),
    ('documents.handle.COMPLEX', 1, '复杂事项办理', '收到', 15, 'WORKING_DAYS', null, 15, '本单位公文处理时限要求', 'CFG', true, '2020-01-01'),
    ('documents.receipt.EXTRA_URGENT', 1, '特急件签收', '送达', 30, 'MINUTES', null, null, '本单位公文传输时限要求', 'CFG', true, '2020-01-01'),
    ('documents.receipt.URGENT', 1, '加急件签收', '送达', 2, 'WORKING_HOURS', null, null, '本单位公文传输时限要求', 'CFG', true, '2020-01-01'),
    ('documents.receipt.PLAIN', 1, '平件签收', '送达', 1, 'WORKING_DAYS', null, null, '本单位公文传输时限要求', 'CFG', true, '2020-01-01'),
    ('transmission.remind.EXTRA_URGENT', 1, '特急件未签收催收', '送达', 30, 'WORKING_MINUTES', null, null, '本单位公文传输时限要求', 'CFG', true, '2020-01-01'),
    ('transmission.remind.URGENT', 1, '加急件未签收催收', '送达', 30, 'WORKING_MINUTES', null, null, '本单位公文传输时限要求', 'CFG', true, '2020-01-01'),
    ('transmission.remind.PLAIN', 1, '平件未签收催收', '送达', 4, 'WORKING_HOURS', null, null, '本单位公文传输时限要求', 'CFG', true, '2020-01-01');

create table clocks.clock (
    id bigint generated always as identity primary key,
    module text not null,
    record bigint not null,
    rule text not null,
    rule_version int not null,
    handlers bigint[] not null,
    starts timestamptz not null,
    due timestamptz not null,
    provisional boolean not null,
    state text not null check (state in ('RUNNING', 'PAUSED', 'STOPPED')),
    extended boolean not null default false,
    extension_reason text,
    extension_authority text,
    stopped_at timestamptz,
    foreign key (rule, rule_version) references clocks.rule (id, version),
    check (extended = (extension_reason is not null and extension_authority is not null)),
    check ((state = 'STOPPED') = (stopped_at is not null))
);
comment on table clocks.clock is 'periods that this module keeps for a record: pauses, extension, recomputation when holidays are announced';
create unique index clock_runs_once on clocks.clock (module, record, rule) where state <> 'STOPPED';
create index clock_record on clocks.clock (module, record);
create index clock_due on clocks.clock (due) where state <> 'STOPPED';

create table clocks.pause (
    id bigint generated always as identity primary key,
    clock bigint not null references clocks.clock,
    begins timestamptz not null,
    ends timestamptz,
    reason text not null,
    booked_by text not null,
    check (ends is null or ends >= begins)
);
comment on table clocks.pause is 'time that does not count: hearing 听证, appraisal 鉴定, third-party opinion, announcement 公告, expert review, correction 补正';
create index pause_clock on clocks.pause (clock);
create unique index pause_open_once on clocks.pause (clock) where ends is null;
