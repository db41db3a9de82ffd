alter table approvals.part add column kind_version int;
update approvals.part p set kind_version = (select r.kind_version from approvals.request r where r.id = p.request);
alter table approvals.part alter column kind_version set not null;
comment on column approvals.part.kind_version is 'whose form the department fills in: the one in force when it was asked, or the one its process was migrated to';

create table approvals.earlier_form (
    id bigint generated always as identity primary key,
    record bigint not null,
    kind_version int not null,
    data jsonb not null,
    left_fields text[] not null,
    replaced_at timestamptz not null
);
create index earlier_form_record on approvals.earlier_form (record, id);
comment on table approvals.earlier_form is 'what stood in the form of a request or part when its matter was migrated to a process of another version of the kind; never changed';
comment on column approvals.earlier_form.left_fields is 'paths of the fields whose values the newer form has no place for';
