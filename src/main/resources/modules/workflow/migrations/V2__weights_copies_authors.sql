alter table workflow.assignment add column weight int not null default 1 check (weight > 0);
comment on column workflow.assignment.weight is 'how much the vote counts; the threshold of a step counts in the same';
comment on column workflow.step.threshold is 'how many votes, by weight, make a vote pass';

alter table workflow.circulation add column copy boolean not null default false;
comment on column workflow.circulation.copy is 'told only (抄送); otherwise given to read (传阅)';

alter table workflow.opinion
    add column ink jsonb,
    add column page_hash text,
    add column typed_by bigint,
    add column typed_by_name text,
    add column confirmed_at timestamptz,
    add column disputed_at timestamptz,
    add column dispute text;
comment on column workflow.opinion.ink is 'strokes of the pen: width, height, strokes as lists of x and y';
comment on column workflow.opinion.page_hash is 'SHA-256 of the page it was written on';
comment on column workflow.opinion.typed_by is 'who typed what the person said (代录); the person confirms or disputes it afterwards';
create index opinion_dictated on workflow.opinion (person, id desc) where typed_by is not null and confirmed_at is null;

-- pools by who may take them, the most urgent and oldest first
create index assignment_pool on workflow.assignment (person, urgency_rank desc, offered_at, id)
    where pool and claimed_at is null and state in ('OFFERED', 'OPENED');
