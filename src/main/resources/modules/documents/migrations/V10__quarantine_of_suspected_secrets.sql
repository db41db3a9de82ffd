create table documents.quarantine (
    id bigint generated always as identity primary key,
    unit bigint not null,
    file bigint not null,
    sha256 text not null,
    file_name text not null,
    mark text not null,
    document bigint,
    brought_by bigint not null,
    brought_by_name text not null,
    at timestamptz not null,
    state text not null check (state in ('HELD', 'EXAMINED', 'RELEASED', 'CONFIRMED')),
    examined_by bigint,
    examined_by_name text,
    examined_at timestamptz,
    examination text,
    decided_by bigint,
    decided_by_name text,
    decided_at timestamptz,
    decision text,
    unique (unit, sha256),
    check (examined_by is null or examined_by <> brought_by),
    check (decided_by is null or decided_by not in (brought_by, examined_by))
);
comment on table documents.quarantine is '疑似涉密文件隔离：保密员审查、领导批准两人放行前，不能挂接、不能检索（保密法 art. 31）';
comment on column documents.quarantine.mark is 'the marking that was found; nothing else of the text is kept here';
create function documents.quarantine_is_kept() returns trigger language plpgsql as
    $$ begin
        if tg_op = 'DELETE' or old.state in ('RELEASED', 'CONFIRMED') or old.sha256 <> new.sha256 or old.mark <> new.mark then
            raise exception 'what was decided about a suspected secret stays' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end $$;
create trigger quarantine_is_kept before update or delete on documents.quarantine
    for each row execute function documents.quarantine_is_kept();
