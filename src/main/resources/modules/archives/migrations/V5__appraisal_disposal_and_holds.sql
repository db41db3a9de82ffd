-- 鉴定、销毁 (档案法 art. 24, archives.md §6): opinions of a group, a list approved by a leader, two who watch, a register kept for ever
create table archives.appraisal (
    id bigint generated always as identity primary key,
    unit bigint not null,
    name text not null,
    state text not null check (state in ('OPEN', 'CONCLUDED')),
    opened_by bigint not null,
    opened_by_name text not null,
    opened_at timestamptz not null,
    concluded_by_name text,
    concluded_at timestamptz
);
create index appraisal_list on archives.appraisal (unit, id desc);
create table archives.appraisal_member (
    appraisal bigint not null references archives.appraisal,
    person bigint not null,
    person_name text not null,
    department_name text not null,
    primary key (appraisal, person)
);
create index appraisal_member_person on archives.appraisal_member (person, appraisal);
create table archives.appraisal_item (
    appraisal bigint not null references archives.appraisal,
    item bigint not null references archives.item,
    outcome text check (outcome in ('EXTEND', 'DESTROY')),
    retention text,
    primary key (appraisal, item)
);
create table archives.appraisal_opinion (
    appraisal bigint not null,
    item bigint not null,
    person bigint not null,
    person_name text not null,
    outcome text not null check (outcome in ('EXTEND', 'DESTROY')),
    retention text check (retention in ('Y', 'D30', 'D10')),
    reason text not null,
    at timestamptz not null,
    check ((outcome = 'EXTEND') = (retention is not null)),
    primary key (appraisal, item, person),
    foreign key (appraisal, item) references archives.appraisal_item,
    foreign key (appraisal, person) references archives.appraisal_member
);
comment on table archives.appraisal_opinion is '鉴定意见: given once by each of the group';
create trigger appraisal_opinion_frozen before update or delete on archives.appraisal_opinion for each row execute function archives.frozen();

create sequence archives.disposal_id;
create table archives.disposal (
    id bigint primary key,
    number text not null unique,
    unit bigint not null,
    appraisal bigint not null references archives.appraisal,
    state text not null check (state in ('LISTED', 'REFUSED', 'APPROVED', 'DESTROYED')),
    listed_by bigint not null,
    listed_by_name text not null,
    listed_at timestamptz not null,
    approved_by bigint,
    approved_by_name text,
    opinion text not null default '',
    approved_at timestamptz,
    destroyed_at timestamptz,
    certificate bigint,
    certificate_item bigint references archives.item
);
comment on table archives.disposal is '销毁清册: 待批准 → 待销毁 → 已销毁';
comment on column archives.disposal.certificate is 'file of the register as it was on the day of destruction; filed as a permanent item of its own';
create index disposal_list on archives.disposal (unit, id desc);
create table archives.disposal_item (
    disposal bigint not null references archives.disposal,
    item bigint not null references archives.item,
    removed_because text,
    files_erased int,
    files_kept int,
    primary key (disposal, item)
);
comment on column archives.disposal_item.files_kept is 'files that another unit''s record still holds';
create table archives.disposal_supervisor (
    disposal bigint not null references archives.disposal,
    person bigint not null,
    person_name text not null,
    confirmed_at timestamptz,
    primary key (disposal, person)
);
comment on table archives.disposal_supervisor is '监销人: two, each confirming in a session of their own';
create index disposal_supervisor_person on archives.disposal_supervisor (person, disposal);

-- the database itself knows when a thing may be destroyed: due, not held, approved, two have confirmed
create function archives.destroyed_by_rule() returns trigger language plpgsql as $$
begin
    if new.state = 'DESTROYED' and old.state <> 'DESTROYED' then
        if exists (select 1 from archives.hold h where h.item = new.item and h.lifted_at is null) then
            raise exception 'item % is held', new.item;
        end if;
        if old.retention_until is null or old.retention_until >= (now() at time zone 'Asia/Shanghai')::date then
            raise exception 'item % is not due', new.item;
        end if;
        if not exists (select 1 from archives.disposal_item di join archives.disposal d on d.id = di.disposal
                       where di.item = new.item and di.removed_because is null and d.state = 'APPROVED' and d.approved_by is not null
                         and (select count(*) from archives.disposal_supervisor s
                              where s.disposal = d.id and s.confirmed_at is not null and s.person <> d.approved_by) >= 2) then
            raise exception 'item % is not on an approved list that two have confirmed', new.item;
        end if;
    elsif old.state = 'DESTROYED' and new is distinct from old then
        raise exception 'item % is destroyed', new.item;
    end if;
    return new;
end $$;
create trigger standing_by_rule before update on archives.standing for each row execute function archives.destroyed_by_rule();
create trigger standing_kept before delete on archives.standing for each row execute function archives.frozen();

-- the text of a destroyed item goes, its description stays
create function archives.item_frozen() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.body_text = '' and to_jsonb(new) - 'body_text' = to_jsonb(old) - 'body_text'
       and exists (select 1 from archives.standing s where s.item = old.id and s.state = 'DESTROYED') then
        return new;
    end if;
    raise exception 'filed records do not change';
end $$;
drop trigger item_frozen on archives.item;
create trigger item_frozen before update or delete on archives.item for each row execute function archives.item_frozen();

-- a hold is set and lifted, never deleted or rewritten
create function archives.hold_by_rule() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.lifted_at is null and new.lifted_at is not null
       and to_jsonb(new) - 'lifted_at' - 'lifted_by_name' - 'lifted_reason' = to_jsonb(old) - 'lifted_at' - 'lifted_by_name' - 'lifted_reason' then
        return new;
    end if;
    raise exception 'holds are only set and lifted';
end $$;
create trigger hold_by_rule before update or delete on archives.hold for each row execute function archives.hold_by_rule();
