alter table documents.joint_signature drop constraint joint_signature_state_check;
alter table documents.joint_signature add constraint joint_signature_state_check
    check (state in ('ASKED', 'AGREED', 'REFUSED', 'WITHDRAWN'));
comment on column documents.joint_signature.state is 'WITHDRAWN: an organ took its agreement back before signing, in a round of its own; what it said before stays';
