create schema mining;

create table mining.case_log (
    id bigint primary key,
    kind text not null,
    version int not null,
    record bigint,
    title text not null,
    unit bigint not null,
    unit_name text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    terminated boolean not null default false,
    path_hash uuid not null,
    visits int not null,
    returns int not null,
    late int not null,
    worked_seconds bigint
);
comment on table mining.case_log is 'one matter, or one case of another system''s log (negative id), as process analysis sees it';
comment on column mining.case_log.path_hash is 'of the nodes in the order they were entered; the path itself is in mining.path';
comment on column mining.case_log.worked_seconds is 'from start to end in working time, null while it runs';
create index case_log_ended on mining.case_log (kind, ended_at);
create index case_log_started on mining.case_log (kind, started_at);

create table mining.path (
    hash uuid primary key,
    nodes text[] not null,
    names text[] not null
);

create table mining.visit (
    id bigint primary key,
    case_id bigint not null references mining.case_log on delete cascade,
    kind text not null,
    version int not null,
    unit bigint not null,
    node text not null,
    node_name text not null,
    from_node text,
    from_department text,
    arrived_at timestamptz not null,
    since_start_seconds bigint not null,
    opened_at timestamptz,
    left_at timestamptz,
    due_at timestamptz,
    outcome text not null check (outcome in ('OPEN', 'DONE', 'RETURNED', 'WITHDRAWN', 'CANCELLED')),
    late boolean not null,
    wait_seconds bigint,
    touch_seconds bigint,
    person bigint,
    person_name text,
    department_name text
);
comment on column mining.visit.since_start_seconds is 'working time from the start of the case until it arrived';
comment on column mining.visit.wait_seconds is 'working time until somebody looked at it';
comment on column mining.visit.touch_seconds is 'working time from the first look to the decision';
create index visit_case on mining.visit (case_id, id);
create index visit_left on mining.visit (kind, left_at);
create index visit_open on mining.visit (kind) where outcome = 'OPEN';

-- sums by day, so that a page over millions of visits reads some thousands of rows; unit 0 is all units together
create table mining.day_node (
    kind text not null,
    day date not null,
    version int not null,
    unit bigint not null,
    node text not null,
    node_name text not null,
    visits bigint not null,
    returned bigint not null,
    withdrawn bigint not null,
    with_due bigint not null,
    late bigint not null,
    wait_seconds bigint not null,
    touch_seconds bigint not null,
    primary key (kind, day, version, unit, node)
);
create table mining.day_span (
    kind text not null,
    day date not null,
    version int not null,
    unit bigint not null,
    node text not null,
    measure text not null check (measure in ('WAIT', 'TOUCH', 'CASE')),
    bucket smallint not null,
    count bigint not null,
    primary key (kind, day, version, unit, node, measure, bucket)
);
comment on table mining.day_span is 'how many took how long: bucket b holds spans up to 60 * 2^(b/3) working seconds; node is empty for whole cases';
create table mining.day_arc (
    kind text not null,
    day date not null,
    version int not null,
    unit bigint not null,
    from_node text not null,
    to_node text not null,
    count bigint not null,
    primary key (kind, day, version, unit, from_node, to_node)
);
create table mining.day_hand_over (
    kind text not null,
    day date not null,
    version int not null,
    unit bigint not null,
    from_department text not null,
    to_department text not null,
    count bigint not null,
    primary key (kind, day, version, unit, from_department, to_department)
);
create table mining.day_case (
    kind text not null,
    day date not null,
    version int not null,
    unit bigint not null,
    path_hash uuid not null,
    ended bigint not null,
    terminated bigint not null,
    returned bigint not null,
    late bigint not null,
    worked_seconds bigint not null,
    primary key (kind, day, version, unit, path_hash)
);
create table mining.day_start (
    kind text not null,
    day date not null,
    version int not null,
    unit bigint not null,
    started bigint not null,
    primary key (kind, day, version, unit)
);

create table mining.progress (
    one boolean primary key default true check (one),
    moved_to timestamptz not null
);
insert into mining.progress (moved_to) values ('2000-01-01Z');

create table mining.alarm (
    id bigint generated always as identity primary key,
    kind text not null,
    measure text not null check (measure in ('RUNNING', 'LATE_SHARE', 'RETURN_SHARE', 'CASE_HOURS', 'OLDEST_OPEN_HOURS')),
    threshold numeric not null check (threshold > 0),
    days int not null check (days between 1 and 366),
    unit bigint not null,
    person bigint not null,
    person_name text not null,
    made_at timestamptz not null,
    rang_at timestamptz,
    last_value numeric,
    ringing boolean not null default false
);

create table mining.foreign_log (
    id bigint generated always as identity primary key,
    kind text not null unique,
    name text not null,
    unit bigint not null,
    cases int not null,
    events int not null,
    imported_at timestamptz not null,
    imported_by text not null
);
create sequence mining.foreign_ids;
