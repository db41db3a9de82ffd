-- 权限变更: one security administrator proposes, another person approves (GB/T 22239-2019 8.1.4.2 访问控制; 三员分立).
create table directory.proposal (
    id bigint generated always as identity primary key,
    change text not null check (change in ('GIVE_ROLE', 'TAKE_ROLE', 'GIVE_SCOPE', 'TAKE_SCOPE')),
    person_id bigint not null references directory.person,
    role text,
    unit_id bigint not null references directory.unit,
    department_id bigint references directory.department,
    last_day date,
    reason text not null,
    proposed_by bigint not null references directory.person,
    proposed_at timestamptz not null,
    state text not null default 'OPEN' check (state in ('OPEN', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    decided_by bigint references directory.person,
    decided_at timestamptz,
    note text,
    check ((change in ('GIVE_ROLE', 'TAKE_ROLE')) = (role is not null)),
    check ((state = 'OPEN') = (decided_by is null)),
    check (state not in ('APPROVED', 'REFUSED') or decided_by not in (proposed_by, person_id))
);
comment on column directory.proposal.last_day is 'the last day the right is to hold; null means until it is taken';
comment on column directory.proposal.department_id is 'of a data scope: this department only; null means the whole unit';
create unique index proposal_open_once on directory.proposal
    (person_id, coalesce(role, ''), unit_id, coalesce(department_id, 0)) where state = 'OPEN';
create index proposal_person on directory.proposal (person_id, id desc);

alter table directory.role_holding
    add last_day date,
    add proposal_id bigint references directory.proposal;
create index role_holding_ending on directory.role_holding (last_day) where valid_to is null and last_day is not null;

-- 数据范围: what somebody may read besides what their posts open; it never says what they may do.
create table directory.scope_holding (
    id bigint generated always as identity primary key,
    person_id bigint not null references directory.person,
    unit_id bigint not null references directory.unit,
    department_id bigint references directory.department,
    proposal_id bigint not null references directory.proposal,
    valid_from date not null,
    last_day date,
    valid_to date
);
create unique index scope_holding_once on directory.scope_holding (person_id, unit_id, coalesce(department_id, 0)) where valid_to is null;
create index scope_holding_ending on directory.scope_holding (last_day) where valid_to is null and last_day is not null;

-- 三员分立 holds by whatever way rows come in: screens, sheets, demonstration, a script against the database.
create unique index role_holding_one_administrator on directory.role_holding (person_id) where valid_to is null and role like 'A\_%';

create function directory.refuse_mixing() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtext('directory.refuse_mixing'), new.person_id::int);
    if exists (select from directory.role_holding where person_id = new.person_id and valid_to is null and role like 'A\_%')
        and (exists (select from directory.role_holding where person_id = new.person_id and valid_to is null and role not like 'A\_%')
            or exists (select from directory.scope_holding where person_id = new.person_id and valid_to is null)
            or exists (select from directory.holding h join directory.post q on q.id = h.post_id
                where h.person_id = new.person_id and h.valid_to is null and q.category <> 'STAFF')) then
        raise exception 'person % would be an administrator and hold business rights', new.person_id using errcode = '23514';
    end if;
    return null;
end $$;
create trigger administrators_hold_nothing_else after insert or update of person_id, role, valid_to on directory.role_holding
    for each row when (new.valid_to is null) execute function directory.refuse_mixing();
create trigger administrators_hold_nothing_else after insert or update of person_id, valid_to on directory.scope_holding
    for each row when (new.valid_to is null) execute function directory.refuse_mixing();
create trigger administrators_hold_nothing_else after insert or update of person_id, post_id, valid_to on directory.holding
    for each row when (new.valid_to is null) execute function directory.refuse_mixing();

create function directory.refuse_leading_administrators() returns trigger language plpgsql as $$
begin
    if new.category <> 'STAFF' and exists (select from directory.holding h
        join directory.role_holding r on r.person_id = h.person_id and r.valid_to is null and r.role like 'A\_%'
        where h.post_id = new.id and h.valid_to is null) then
        raise exception 'post % is held by an administrator', new.id using errcode = '23514';
    end if;
    return null;
end $$;
create trigger administrators_lead_nobody after update of category on directory.post
    for each row execute function directory.refuse_leading_administrators();
