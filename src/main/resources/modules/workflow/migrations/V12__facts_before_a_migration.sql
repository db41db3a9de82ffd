alter table workflow.migrated add column facts jsonb not null default '{}';
comment on column workflow.migrated.facts is 'what was decided, voted and brought, by the names the nodes had before';
