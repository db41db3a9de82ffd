create table documents.link (
    document bigint not null,
    other bigint not null,
    act text not null check (act in ('ANSWER', 'CORRECTION', 'REVOCATION', 'ABOLITION', 'SUPERSESSION')),
    reason text not null,
    by_name text not null,
    at timestamptz not null,
    effected_at timestamptz,
    primary key (document, other),
    check (document <> other)
);
comment on table documents.link is 'a document that answers, corrects, revokes, abolishes or supersedes another; it takes effect when the document is given out';
create index link_other on documents.link (other, act);
create function documents.effected_link_stays() returns trigger language plpgsql as
    $$ begin
        if old.effected_at is not null then
            raise exception 'what a document did to another is never taken away' using errcode = 'insufficient_privilege';
        end if;
        return case when tg_op = 'DELETE' then old else new end;
    end $$;
create trigger effected_link_stays before update or delete on documents.link
    for each row execute function documents.effected_link_stays();

create table documents.standing (
    id bigint generated always as identity primary key,
    document bigint not null,
    act text not null check (act in ('CORRECTION', 'REVOCATION', 'ABOLITION', 'SUPERSESSION')),
    by_document bigint,
    by_title text not null,
    by_number text not null,
    reason text not null,
    by_name text not null,
    at timestamptz not null
);
comment on table documents.standing is '效力: what happened to an issued document afterwards (条例 art. 35); nothing of it is ever erased';
create index standing_document on documents.standing (document, id);
create function documents.standing_only_grows() returns trigger language plpgsql as
    $$ begin raise exception 'the standing of a document only grows' using errcode = 'insufficient_privilege'; end $$;
create trigger standing_only_grows before update or delete on documents.standing
    for each row execute function documents.standing_only_grows();

alter table documents.document add column standing text, add column reply_due date, add column reply_waived text;
comment on column documents.document.standing is 'the last entry of documents.standing that counts: an end before a correction';
comment on column documents.document.reply_due is 'the day by which a 请示 or 函 is to be answered';
comment on column documents.document.reply_waived is 'why it was closed without an answer';
create index document_reply_due on documents.document (unit, reply_due) where reply_due is not null;

create table documents.reply_period (
    kind text not null,
    urgency text not null check (urgency in ('PLAIN', 'URGENT', 'EXTRA_URGENT')),
    working_days int not null check (working_days > 0),
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date,
    primary key (kind, urgency, effective_from)
);
comment on table documents.reply_period is '请示、来函的答复时限，工作日';
insert into documents.reply_period (kind, urgency, working_days, source, tag, effective_from) values
    ('11', 'PLAIN', 15, '本单位公文处理办法（示例），复杂事项 15 个工作日', 'CFG', '2000-01-01'),
    ('11', 'URGENT', 3, '本单位公文处理办法（示例）', 'CFG', '2000-01-01'),
    ('11', 'EXTRA_URGENT', 1, '本单位公文处理办法（示例）', 'CFG', '2000-01-01'),
    ('14', 'PLAIN', 15, '本单位公文处理办法（示例）', 'CFG', '2000-01-01'),
    ('14', 'URGENT', 3, '本单位公文处理办法（示例）', 'CFG', '2000-01-01'),
    ('14', 'EXTRA_URGENT', 1, '本单位公文处理办法（示例）', 'CFG', '2000-01-01');
