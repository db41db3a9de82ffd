-- 任职: posts carry roles, so the system administrator proposes and the security administrator approves (GB/T 22239-2019
-- 8.1.4.2 访问控制; 三员分立). The same holds for the category of a post that somebody holds.
alter table directory.proposal
    alter person_id drop not null,
    add post_id bigint references directory.post,
    add main boolean,
    add category text check (category in ('PRINCIPAL', 'DEPUTY', 'HEAD', 'DEPUTY_HEAD', 'STAFF')),
    add batch bigint,
    drop constraint proposal_change_check,
    add constraint proposal_change_check
        check (change in ('GIVE_ROLE', 'TAKE_ROLE', 'GIVE_SCOPE', 'TAKE_SCOPE', 'APPOINT', 'CHANGE_POST')),
    add constraint proposal_of_post
        check ((change in ('APPOINT', 'CHANGE_POST')) = (post_id is not null) and (post_id is null) = (category is null)),
    add constraint proposal_of_person check ((change = 'CHANGE_POST') = (person_id is null)),
    add constraint proposal_of_appointment check ((change = 'APPOINT') = (main is not null));
comment on column directory.proposal.main is 'of an appointment: whether the post becomes the primary one';
comment on column directory.proposal.category is
    'of an appointment: what the post was when it was proposed, so that nobody approves another; of a post: what it would become';
comment on column directory.proposal.batch is 'appointments of one sheet, decided together: people may change places';
drop index directory.proposal_open_once;
create unique index proposal_open_once on directory.proposal
    (coalesce(person_id, 0), coalesce(role, ''), unit_id, coalesce(department_id, 0), coalesce(post_id, 0)) where state = 'OPEN';
create index proposal_batch on directory.proposal (batch) where batch is not null;

alter table directory.holding add proposal_id bigint references directory.proposal;
comment on column directory.holding.proposal_id is 'null for the first post of a person, whose account two people open';
