alter table workflow.assignment
    add column urge_stage int not null default 0,
    add column auto_urged_at timestamptz,
    add column next_urge_at timestamptz;
comment on column workflow.assignment.next_urge_at is 'null until reckoned; any change of the assignment makes it null again';
create index assignment_urge_reckon on workflow.assignment (id)
    where next_urge_at is null and not draft and state in ('OFFERED', 'OPENED');
create index assignment_urge_due on workflow.assignment (next_urge_at)
    where not draft and state in ('OFFERED', 'OPENED');

create table workflow.urging_policy (
    version int primary key,
    effective_from timestamptz not null,
    effective_to timestamptz,
    quiet_from time not null,
    quiet_until time not null,
    source text not null,
    tag text not null default '',
    changed_by_name text not null
);
comment on table workflow.urging_policy is '自动催办: nobody is urged in the quiet hours or outside working time; times are Beijing time';

create table workflow.urging_rule (
    version int not null references workflow.urging_policy,
    urgency text not null check (urgency in ('PLAIN', 'URGENT', 'EXTRA_URGENT')),
    stage int not null check (stage > 0),
    wait int not null check (wait > 0),
    unit text not null check (unit in ('WORKING_DAYS', 'WORKING_HOURS', 'WORKING_MINUTES')),
    tell_head boolean not null,
    primary key (version, urgency, stage)
);
comment on column workflow.urging_rule.wait is 'since the arrival for the first stage, since the last urging for the others; the last stage repeats';
comment on column workflow.urging_rule.tell_head is 'the head of the handler''s department is told as well';

insert into workflow.urging_policy (version, effective_from, quiet_from, quiet_until, source, tag, changed_by_name)
values (1, timestamptz '2000-01-01 00:00:00+08', time '20:00', time '08:00',
        '办公室催办惯例：平件 3 个工作日后催办，再过 2 个工作日，此后每个工作日；加急每半个工作日 2 次，特急每半个工作日 4 次', 'CFG', '系统');
insert into workflow.urging_rule (version, urgency, stage, wait, unit, tell_head) values
    (1, 'PLAIN', 1, 3, 'WORKING_DAYS', false),
    (1, 'PLAIN', 2, 2, 'WORKING_DAYS', false),
    (1, 'PLAIN', 3, 1, 'WORKING_DAYS', true),
    (1, 'URGENT', 1, 120, 'WORKING_MINUTES', false),
    (1, 'URGENT', 2, 120, 'WORKING_MINUTES', false),
    (1, 'URGENT', 3, 120, 'WORKING_MINUTES', true),
    (1, 'EXTRA_URGENT', 1, 60, 'WORKING_MINUTES', false),
    (1, 'EXTRA_URGENT', 2, 60, 'WORKING_MINUTES', true),
    (1, 'EXTRA_URGENT', 3, 60, 'WORKING_MINUTES', true);
