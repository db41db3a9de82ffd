alter table workflow.step drop constraint step_mode_check;
alter table workflow.step add constraint step_mode_check
    check (mode in ('ONE', 'ANY', 'ALL', 'SEQUENCE', 'VOTE', 'LEAD_ASSIST', 'WAIT'));

alter table workflow.matter
    add column parent bigint references workflow.matter,
    add column parent_step bigint references workflow.step,
    add column parent_waits boolean not null default false,
    add column part text not null default '',
    add column place int not null default 0,
    add column depth int not null default 0,
    add column held boolean not null default false,
    add constraint matter_parent_step check ((parent is null) = (parent_step is null));
comment on column workflow.matter.parent is 'the matter that asked for this one (子办件)';
comment on column workflow.matter.part is 'which part of the parent it handles: a department, a unit, a row of a list';
comment on column workflow.matter.held is 'suspended together with its parent; resumes with it';

-- a record has one matter, and as many sub-matters as somebody asks for
drop index workflow.matter_record;
create unique index matter_record on workflow.matter (kind, record) where parent is null;
create index matter_of_record on workflow.matter (kind, record);
create unique index matter_part on workflow.matter (parent_step, place) where parent_step is not null;
create index matter_parent on workflow.matter (parent) where parent is not null;

create table workflow.trigger (
    id bigint primary key,
    matter bigint not null references workflow.matter,
    step bigint not null references workflow.step,
    node text not null,
    node_name text not null,
    kind text not null check (kind in ('TIMER', 'TIMEOUT', 'SERVICE', 'MESSAGE', 'SUB_MATTERS')),
    state text not null check (state in ('ARMED', 'PAUSED', 'FIRED', 'FAILED', 'CANCELLED')),
    due_at timestamptz,
    due_rule text,
    due_provisional boolean not null default false,
    due_explanation text,
    message text,
    correlation bigint,
    heard bigint,
    needed int not null default 0,
    attempts int not null default 0,
    rounds int not null default 0,
    failure text,
    outcome text,
    armed_at timestamptz not null,
    paused_at timestamptz,
    ended_at timestamptz,
    check ((state in ('FIRED', 'CANCELLED')) = (ended_at is not null)),
    check ((state = 'PAUSED') = (paused_at is not null))
);
comment on table workflow.trigger is 'what happens to an open step without people; an armed one with a due moment is taken by the keeper';
comment on column workflow.trigger.due_at is 'when the keeper looks at it; null while only a message or the end of a sub-matter wakes it';
comment on column workflow.trigger.correlation is 'the record the message must be about; for sub-matters the step';
comment on column workflow.trigger.heard is 'the announcement that released it';
comment on column workflow.trigger.needed is 'how many sub-matters must be over';
comment on column workflow.trigger.rounds is 'how often it reminded already';
comment on column workflow.trigger.failure is 'the sentence of the last attempt that was refused, or the number of its fault in the log';
create index trigger_due on workflow.trigger (due_at, id) where state = 'ARMED' and due_at is not null;
create index trigger_step on workflow.trigger (step);
create index trigger_matter on workflow.trigger (matter);
create index trigger_message on workflow.trigger (message, correlation) where state = 'ARMED' and message is not null;
create index trigger_failed on workflow.trigger (id desc) where state = 'FAILED';

create table workflow.announcement (
    id bigint primary key,
    message text not null,
    record bigint not null,
    facts jsonb not null default '{}',
    at timestamptz not null,
    pending boolean not null default true
);
comment on table workflow.announcement is 'events that message steps wait for; kept, so that one announced early is still heard';
comment on column workflow.announcement.pending is 'the triggers that wait for it were not woken yet';
create index announcement_pending on workflow.announcement (id) where pending;
create index announcement_record on workflow.announcement (message, record, id);
