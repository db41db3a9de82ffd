alter table workflow.assignment add column scheduled_at timestamptz;
comment on column workflow.assignment.scheduled_at is 'when it will be sent by itself; null again once anything else became of it';

create table workflow.scheduled_sending (
    assignment bigint primary key references workflow.assignment,
    person bigint not null,
    post bigint not null,
    decision text not null,
    opinion text not null,
    choices jsonb not null,
    at timestamptz not null,
    made_at timestamptz not null,
    fault text
);
comment on table workflow.scheduled_sending is 'what was said beforehand, sent at the moment by whoever wrote it; it may be taken back until then';
comment on column workflow.scheduled_sending.fault is 'the sentence that refused it at the moment';
create index scheduled_sending_due on workflow.scheduled_sending (at) where fault is null;

create table workflow.secretary (
    id bigint primary key,
    leader bigint not null,
    leader_name text not null,
    secretary bigint not null,
    secretary_name text not null,
    made_at timestamptz not null,
    ended_at timestamptz,
    check (leader <> secretary)
);
comment on table workflow.secretary is 'who may type what a leader said (代录); the leader appoints them';
create unique index secretary_once on workflow.secretary (leader, secretary) where ended_at is null;
create index secretary_types on workflow.secretary (secretary) where ended_at is null;
