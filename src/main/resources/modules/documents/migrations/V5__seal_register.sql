-- 印章台账: the whole life of a seal, its keepers, and a register of uses that also takes what is sealed on paper
alter table documents.seal drop constraint seal_status_check;
alter table documents.seal
    add constraint seal_status_check check (status in ('ASKED', 'REFUSED', 'MADE', 'IN_USE', 'STOPPED', 'LOST', 'CANCELLED')),
    alter column valid_from drop not null,
    add column purpose text not null default '',
    add column approval_paper bigint,
    add column replaces bigint,
    add column pending text check (pending in ('MAKING', 'RESUMPTION', 'DESTRUCTION')),
    add column pending_by bigint,
    add column pending_by_name text;
comment on column documents.seal.valid_from is 'null until it is enabled (启用)';
comment on column documents.seal.approval_paper is '批准刻制的文件';
comment on column documents.seal.replaces is '换发: the seal that stops when this one is enabled';
comment on column documents.seal.pending is 'what one person has asked for and another has to decide';
comment on column documents.seal.electronic is 'SESeal of GB/T 38540-2020; null until it is first used, and made anew when the seal''s certificate is';
create unique index seal_one_in_use on documents.seal (unit, kind) where status = 'IN_USE';

create table documents.seal_keeper (
    id bigint generated always as identity primary key,
    seal bigint not null,
    person bigint not null,
    name text not null,
    deputy boolean not null,
    from_day date not null,
    until_day date,
    named_by text not null,
    named_at timestamptz not null
);
comment on table documents.seal_keeper is '保管人: only who keeps a seal on the day may use it';
create index seal_keeper_seal on documents.seal_keeper (seal, person);

create table documents.seal_life (
    id bigint generated always as identity primary key,
    seal bigint not null,
    act text not null,
    person bigint,
    name text not null,
    note text not null,
    at timestamptz not null
);
comment on table documents.seal_life is 'What happened to a seal; only grows';
create index seal_life_seal on documents.seal_life (seal, id);

insert into documents.seal_life (seal, act, name, note, at)
select id, 'REGISTERED', '系统', '台账建立前已启用，保管人登记为' || keeper, valid_from::timestamptz
from documents.seal order by id;
alter table documents.seal drop column keeper;

alter table documents.seal_use drop constraint seal_use_pkey;
alter table documents.seal_use
    add column id bigint generated always as identity primary key,
    alter column document drop not null,
    alter column paper_sha256 drop not null,
    add column title text not null default '',
    add column number text,
    add column copies int not null default 1,
    add column asked_by text not null default '',
    add column address text;
update documents.seal_use u
set title = d.title, number = d.number, copies = greatest(d.copies, 1), asked_by = d.author_name
from documents.document d where d.id = u.document;
comment on table documents.seal_use is '用印登记: a document is sealed once by each seal; without document, something sealed on paper';
comment on column documents.seal_use.address is 'where the request came from; null for what the system does itself';
create unique index seal_use_once on documents.seal_use (document, seal) where document is not null;

create function documents.seal_records_only_grow() returns trigger language plpgsql as
    $$ begin raise exception 'records of seals are never changed'; end $$;
create trigger seal_use_only_grows before update or delete on documents.seal_use
    for each row execute function documents.seal_records_only_grow();
create trigger seal_life_only_grows before update or delete on documents.seal_life
    for each row execute function documents.seal_records_only_grow();
