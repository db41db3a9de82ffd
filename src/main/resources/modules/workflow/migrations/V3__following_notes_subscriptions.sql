create table workflow.follow (
    matter bigint not null references workflow.matter,
    person bigint not null,
    at timestamptz not null,
    primary key (matter, person)
);
comment on table workflow.follow is 'what a person keeps an eye on; nobody else sees it';
create index follow_person on workflow.follow (person, at desc, matter desc);

create table workflow.note (
    id bigint primary key,
    matter bigint not null references workflow.matter,
    person bigint not null,
    person_name text not null,
    department_name text not null,
    private boolean not null,
    body text not null,
    at timestamptz not null,
    removed_at timestamptz
);
comment on column workflow.note.private is 'seen by its writer only; otherwise by everybody who may see the matter';
create index note_matter on workflow.note (matter, id);

create table workflow.subscription (
    id bigint primary key,
    matter bigint not null references workflow.matter,
    person bigint not null,
    node text,
    of_person bigint,
    of_person_name text,
    at timestamptz not null,
    told_at timestamptz,
    check (num_nonnulls(node, of_person) = 1)
);
comment on table workflow.subscription is 'tell me once: when the node is done, or when somebody gave an opinion';
create unique index subscription_once on workflow.subscription (matter, person, coalesce(node, ''), coalesce(of_person, 0))
    where told_at is null;

create table workflow.preference (
    person bigint primary key,
    after_handling text not null check (after_handling in ('SAME_KIND', 'ANY', 'LIST')),
    changed_at timestamptz not null
);
comment on column workflow.preference.after_handling is 'what opens when one item is handled: the next of the kind, any next, or the list';

alter table workflow.matter add column watched boolean not null default false;
comment on column workflow.matter.watched is 'somebody follows it or waits for a step: only then are followers looked for';
