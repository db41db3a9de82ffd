create schema journal;

create table journal.entry (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    act text not null check (act ~ '^[a-z]+\.[a-z-]+$'),
    module text not null,
    record bigint not null,
    person bigint,
    person_name text,
    post bigint,
    post_title text,
    department bigint,
    department_name text,
    unit bigint,
    unit_name text,
    on_behalf_person bigint,
    on_behalf_name text,
    facts jsonb not null,
    request text,
    address text,
    check ((person is null) = (person_name is null))
);
comment on table journal.entry is 'GB/T 22239-2019 8.1.4.3: date, time, user, event, object, result of every important act; never changed, never deleted';
comment on column journal.entry.person is 'null: the system itself acted';
comment on column journal.entry.person_name is 'as it was at the time of the act; later renaming does not touch it';
comment on column journal.entry.on_behalf_person is 'the person who delegated, when acting for somebody else';
comment on column journal.entry.facts is 'small values that explain the act; no personal secrets';
comment on column journal.entry.request is 'id of the HTTP request, null for acts of the system';

create index entry_record on journal.entry (module, record, id desc);
create index entry_person on journal.entry (person, id desc);
create index entry_unit on journal.entry (unit, id desc);
create index entry_act on journal.entry (act, id desc);
create index entry_at on journal.entry (at);

create function journal.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the journal only grows' using errcode = 'insufficient_privilege';
end
$$;
create trigger entry_is_never_changed before update or delete on journal.entry
    for each row execute function journal.refuse_change();
create trigger entries_are_never_emptied before truncate on journal.entry
    for each statement execute function journal.refuse_change();

-- a superuser is not bound by this, the triggers are for him; the owner of an external database is
revoke update, delete, truncate on journal.entry from public;
revoke update, delete, truncate on journal.entry from current_user;
