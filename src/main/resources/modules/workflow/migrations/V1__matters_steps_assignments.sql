create schema workflow;

-- the application draws 100 ids per round trip
create sequence workflow.ids increment 100;

create table workflow.process (
    kind text not null,
    version int not null,
    bpmn text not null,
    published_at timestamptz not null,
    primary key (kind, version)
);
comment on table workflow.process is 'every version ever published; running matters keep theirs';

create table workflow.matter (
    id bigint primary key,
    kind text not null,
    version int not null,
    record bigint not null,
    title text not null,
    number text not null default '',
    urgency text not null check (urgency in ('PLAIN', 'URGENT', 'EXTRA_URGENT')),
    state text not null check (state in ('RUNNING', 'SUSPENDED', 'ENDED', 'TERMINATED')),
    facts jsonb not null default '{}',
    initiator bigint not null,
    initiator_name text not null,
    initiator_post bigint not null,
    initiator_department bigint not null,
    initiator_department_name text not null,
    initiator_unit bigint not null,
    initiator_unit_name text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    foreign key (kind, version) references workflow.process,
    check ((state in ('ENDED', 'TERMINATED')) = (ended_at is not null))
);
create unique index matter_record on workflow.matter (kind, record);
create index matter_started on workflow.matter (initiator, id desc);

create table workflow.step (
    id bigint primary key,
    matter bigint not null references workflow.matter,
    node text not null,
    node_name text not null,
    mode text not null check (mode in ('ONE', 'ANY', 'ALL', 'SEQUENCE', 'VOTE', 'LEAD_ASSIST')),
    state text not null check (state in ('OPEN', 'CLOSED', 'RETURNED', 'WITHDRAWN', 'CANCELLED')),
    threshold int not null default 0,
    from_step bigint,
    back_to text,
    back_person bigint,
    decision text,
    closed_by bigint,
    closed_by_name text,
    opened_at timestamptz not null,
    closed_at timestamptz,
    check ((state = 'OPEN') = (closed_at is null))
);
comment on column workflow.step.threshold is 'how many votes make a vote pass';
comment on column workflow.step.back_to is 'returned with the wish that the answer comes straight back to this node and person';
-- the marking of the process, guarded by the database itself
create unique index step_open_node on workflow.step (matter, node) where state = 'OPEN';
create index step_history on workflow.step (matter, node, id);

create table workflow.assignment (
    id bigint primary key,
    step bigint not null references workflow.step,
    matter bigint not null references workflow.matter,
    kind text not null,
    record bigint not null,
    title text not null,
    number text not null,
    urgency text not null,
    urgency_rank smallint generated always as
        (case urgency when 'EXTRA_URGENT' then 2 when 'URGENT' then 1 else 0 end) stored,
    node text not null,
    node_name text not null,
    initiator_name text not null,
    initiator_department_name text not null,
    sender_name text not null,
    person bigint not null,
    person_name text not null,
    department_name text not null,
    unit bigint not null,
    role text not null check (role in ('MAIN', 'LEAD', 'ASSIST', 'ADDED')),
    place int not null default 0,
    state text not null check (state in ('WAITING', 'OFFERED', 'OPENED', 'DONE', 'WITHDRAWN', 'TRANSFERRED', 'CANCELLED')),
    draft boolean not null default false,
    returned boolean not null default false,
    pool boolean not null default false,
    claimed_at timestamptz,
    waits_for bigint,
    added_by bigint,
    decision text,
    due_at timestamptz,
    due_provisional boolean not null default false,
    due_rule text,
    due_rule_version int not null default 0,
    due_explanation text,
    urged_count int not null default 0,
    urged_at timestamptz,
    offered_at timestamptz not null,
    opened_at timestamptz,
    done_at timestamptz,
    done_by bigint,
    done_by_name text,
    draft_decision text,
    draft_opinion text
) with (autovacuum_vacuum_scale_factor = 0.02);
comment on column workflow.assignment.title is 'kind, title, number, urgency and names are copied so that lists and counts need no join';
comment on column workflow.assignment.draft is 'the initiator''s own first step, shown among the drafts and not in the to-do list';
comment on column workflow.assignment.place is 'order of turn; a lower pending place blocks a higher one that waits';
comment on column workflow.assignment.done_by is 'who ended it: the person, somebody standing in, or whoever closed the step';
create index assignment_step on workflow.assignment (step);
create index assignment_matter on workflow.assignment (matter);
create index assignment_todo on workflow.assignment (person, offered_at desc, id desc) where state in ('OFFERED', 'OPENED');
-- counts by index-only scan
create index assignment_counts on workflow.assignment (person, draft, kind, state, due_at) where state in ('OFFERED', 'OPENED');
create index assignment_done on workflow.assignment (done_by, done_at desc, id desc) where state = 'DONE';
create index assignment_done_for on workflow.assignment (person, done_at desc, id desc) where state = 'DONE' and done_by <> person;

create table workflow.opinion (
    id bigint primary key,
    matter bigint not null references workflow.matter,
    step bigint not null,
    assignment bigint not null,
    node text not null,
    node_name text not null,
    cell text,
    person bigint not null,
    person_name text not null,
    department_name text not null,
    on_behalf_of bigint,
    on_behalf_of_name text,
    decision text not null,
    body text not null,
    at timestamptz not null,
    withdrawn_at timestamptz
);
create index opinion_matter on workflow.opinion (matter, id);

create table workflow.circulation (
    id bigint primary key,
    matter bigint not null references workflow.matter,
    kind text not null,
    record bigint not null,
    person bigint not null,
    person_name text not null,
    department_name text not null,
    by_person bigint not null,
    by_name text not null,
    note text not null default '',
    at timestamptz not null,
    read_at timestamptz,
    opinion text not null default ''
);
create index circulation_person on workflow.circulation (person, id desc);
create index circulation_unread on workflow.circulation (person) where read_at is null;
create unique index circulation_once on workflow.circulation (matter, person) where read_at is null;
create index circulation_matter on workflow.circulation (matter, id);

create table workflow.trail (
    id bigint primary key,
    matter bigint not null,
    step bigint,
    node_name text,
    verb text not null,
    actor bigint not null,
    actor_name text not null,
    on_behalf_of_name text,
    target text,
    note text,
    at timestamptz not null
);
create index trail_matter on workflow.trail (matter, id);
create function workflow.trail_is_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'the trail is append only'; end $$;
create trigger trail_append_only before update or delete on workflow.trail
    for each row execute function workflow.trail_is_append_only();
create trigger trail_never_emptied before truncate on workflow.trail
    for each statement execute function workflow.trail_is_append_only();

create table workflow.delegation (
    id bigint primary key,
    person bigint not null,
    person_name text not null,
    substitute bigint not null,
    substitute_name text not null,
    kinds text[] not null default '{}',
    from_at timestamptz not null,
    until_at timestamptz not null,
    reason text not null default '',
    made_at timestamptz not null,
    ended_at timestamptz,
    announced boolean not null default false,
    check (from_at < until_at),
    check (person <> substitute)
);
comment on column workflow.delegation.kinds is 'empty means all kinds';
comment on column workflow.delegation.announced is 'desks were told that the substitute may read what the person has to handle';
create index delegation_person on workflow.delegation (person, until_at);
create index delegation_substitute on workflow.delegation (substitute, until_at);

create table workflow.phrase (
    id bigint primary key,
    person bigint not null,
    body text not null,
    added_at timestamptz not null
);
create unique index phrase_once on workflow.phrase (person, body);
