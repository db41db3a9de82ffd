alter table workflow.process
    add column published_by bigint,
    add column published_by_name text not null default '系统',
    add column note text not null default '';
comment on column workflow.process.published_by is 'null when the file came with the application';

create index matter_version on workflow.matter (kind, version) where state in ('RUNNING', 'SUSPENDED');

create table workflow.migration (
    id bigint primary key,
    kind text not null,
    from_version int not null,
    to_version int not null,
    nodes jsonb not null,
    reason text not null,
    at timestamptz not null,
    by_person bigint not null,
    by_name text not null,
    undone_at timestamptz,
    undone_by_name text
);
comment on table workflow.migration is 'running matters moved to another version of their process, so that the move can be undone';
comment on column workflow.migration.nodes is 'node of the old version → node of the new one, where the ids differ';

create table workflow.migrated (
    migration bigint not null references workflow.migration,
    matter bigint not null references workflow.matter,
    steps jsonb not null,
    undone boolean not null default false,
    primary key (migration, matter)
);
comment on column workflow.migrated.steps is 'open step → its node and name before';
