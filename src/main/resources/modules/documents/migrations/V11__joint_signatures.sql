create table documents.joint_signature (
    document bigint not null,
    unit bigint not null,
    round int not null,
    unit_name text not null,
    place int not null,
    state text not null check (state in ('ASKED', 'AGREED', 'REFUSED')),
    hash text not null,
    asked_by bigint not null,
    asked_by_name text not null,
    asked_at timestamptz not null,
    person bigint,
    person_name text,
    opinion text,
    answered_at timestamptz,
    primary key (document, unit, round),
    check ((state = 'ASKED') = (answered_at is null))
);
comment on table documents.joint_signature is '联合行文会签 (条例 art. 22): each organ that issues a document jointly agrees to the text with this hash';
create index joint_signature_asked on documents.joint_signature (unit) where state = 'ASKED';
create function documents.joint_answer_stays() returns trigger language plpgsql as
    $$ begin
        if tg_op = 'DELETE' or old.state <> 'ASKED' then
            raise exception 'what an organ answered stays' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end $$;
create trigger joint_answer_stays before update or delete on documents.joint_signature
    for each row execute function documents.joint_answer_stays();
