alter table documents.document add column handled_minutes int;
comment on column documents.document.handled_minutes is '办文用时，工作时间，分钟：发文从起草到分发，收文从收到到办结';
create index document_sent on documents.document (unit, distributed_at) where flow = 'outgoing' and distributed_at is not null;
create index document_received on documents.document (unit, incoming_received_at) where flow = 'incoming';
create index document_numbered on documents.document (unit, number_year) where number_year is not null;

create table documents.number_check (
    id bigint generated always as identity primary key,
    unit bigint not null,
    unit_name text not null,
    year int not null,
    report jsonb not null,
    sha256 text not null,
    findings int not null,
    checked_by bigint not null,
    checked_by_name text not null,
    checked_at timestamptz not null,
    remark text not null,
    approved_by bigint,
    approved_by_name text,
    approved_at timestamptz,
    approval text,
    paper bigint,
    check (approved_by is null or approved_by <> checked_by),
    check ((approved_by is null) = (paper is null))
);
comment on table documents.number_check is '年末发文字号核对：一人核对，另一人复核，复核后不能改动';
create index number_check_unit on documents.number_check (unit, year, id desc);
create function documents.approved_check_stays() returns trigger language plpgsql as
    $$ begin
        if tg_op = 'DELETE' or old.approved_by is not null or old.report <> new.report or old.sha256 <> new.sha256 then
            raise exception 'a number check is approved once and never changed' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end $$;
create trigger approved_check_stays before update or delete on documents.number_check
    for each row execute function documents.approved_check_stays();
