alter table approvals.part drop constraint part_state_check;
alter table approvals.part add constraint part_state_check
    check (state in ('ASKED', 'ANSWERED', 'REPLACED', 'WITHDRAWN', 'LAPSED'));
comment on column approvals.part.state is 'WITHDRAWN: taken out while the others go on; LAPSED: the matter went elsewhere before the department answered';
