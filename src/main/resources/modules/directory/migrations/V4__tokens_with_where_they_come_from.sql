-- What everybody holds for reading, with where each comes from; a test keeps it equal to what the application reckons.
create view directory.held_token as
with administrator as (
    select distinct person_id from directory.role_holding where valid_to is null and role like 'A\_%'
), held as (
    select h.person_id, h.post_id, h.valid_from, q.title, q.category, d.id as department_id, d.name as department_name,
        d.code as department_code, u.id as unit_id, u.short_name as unit_name,
        a.person_id is not null as administrator
    from directory.holding h
    join directory.person p on p.id = h.person_id and p.valid_to is null
    join directory.post q on q.id = h.post_id
    join directory.department d on d.id = q.department_id
    join directory.unit u on u.id = d.unit_id
    left join administrator a on a.person_id = h.person_id
    where h.valid_to is null
)
select p.id as person_id, 'person:' || p.id as token, 'PERSON' as origin, null::text as place, null::text as role,
    p.valid_from as since, null::date as last_day, null::bigint as proposal_id
from directory.person p where p.valid_to is null
union all
select h.person_id, t.token, 'POST', h.unit_name || h.department_name || h.title, null, h.valid_from, null, null
from held h
cross join lateral (values ('post:' || h.post_id), ('department:' || h.department_id), ('unit:' || h.unit_id)) t(token)
where not h.administrator
union all
select h.person_id, 'role:' || v.role || '@unit:' || h.unit_id, 'POST', h.unit_name || h.department_name || h.title, v.role,
    h.valid_from, null, null
from held h
cross join lateral (values
    ('R_STAFF', true),
    ('R_PRINCIPAL', h.category = 'PRINCIPAL'),
    ('R_LEADER', h.category in ('PRINCIPAL', 'DEPUTY')),
    ('R_DEPT_HEAD', h.category = 'HEAD'),
    ('R_OFFICE_HEAD', h.category = 'HEAD' and h.department_code = 'BGS')
) v(role, given)
where v.given and not h.administrator
union all
select r.person_id, 'role:' || r.role || '@unit:' || r.unit_id, 'ROLE', u.short_name, r.role, r.valid_from, r.last_day, r.proposal_id
from directory.role_holding r
join directory.person p on p.id = r.person_id and p.valid_to is null
join directory.unit u on u.id = r.unit_id
where r.valid_to is null
union all
select s.person_id, t.token, 'SCOPE', u.short_name || coalesce(d.name, '（全单位）'), null, s.valid_from, s.last_day, s.proposal_id
from directory.scope_holding s
join directory.person p on p.id = s.person_id and p.valid_to is null
join directory.unit u on u.id = s.unit_id
left join directory.department d on d.id = s.department_id
cross join lateral (
    select 'department:' || s.department_id where s.department_id is not null
    union all select 'unit:' || s.unit_id where s.department_id is null
    union all select 'department:' || i.id from directory.department i where s.department_id is null and i.unit_id = s.unit_id
) t(token)
where s.valid_to is null;
