create schema search;

create table search.pending (
    change bigint generated always as identity primary key,
    module text not null,
    record bigint not null,
    tokens text[] not null,
    entry jsonb,
    put_at timestamptz not null
);
comment on table search.pending is 'what was put but is not in the index yet; a row goes only when the index shows it';
comment on column search.pending.tokens is 'who may find the record from now on; empty when it was taken out';
comment on column search.pending.entry is 'null when the record was taken out';
create index pending_record on search.pending (module, record, change desc);

create table search.generation (
    id uuid not null default gen_random_uuid()
);
comment on table search.generation is 'one row: an index folder that belongs to another database is recognised by it and rebuilt';
insert into search.generation default values;
