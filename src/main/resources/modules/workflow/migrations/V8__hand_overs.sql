create table workflow.hand_over (
    id bigint primary key,
    from_person bigint not null,
    from_name text not null,
    to_person bigint not null,
    to_name text not null,
    kinds text[] not null default '{}',
    reason text not null,
    by_person bigint not null,
    by_name text not null,
    at timestamptz not null,
    undone_at timestamptz,
    undone_by_name text,
    check (from_person <> to_person)
);
comment on table workflow.hand_over is '工作移交: everything a person handled, given to another at once; may be undone on the same day';

create table workflow.handed_over (
    hand_over bigint not null references workflow.hand_over,
    matter bigint not null references workflow.matter,
    old_assignment bigint not null,
    new_assignment bigint,
    title text not null,
    node_name text not null,
    primary key (hand_over, old_assignment)
);
comment on column workflow.handed_over.new_assignment is 'null when the receiver had a part in the step already';
create index hand_over_at on workflow.hand_over (at desc, id desc);
create index assignment_pending_person on workflow.assignment (person, id) where state in ('WAITING', 'OFFERED', 'OPENED');
