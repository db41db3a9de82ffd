alter table partners.partner add column book_sent bigint not null default 0;
alter table partners.partner add column book_digest text not null default '';
alter table partners.partner add column book_taken_at timestamptz;
comment on column partners.partner.book_version is 'the newest version of its address book that we took; milliseconds since 1970 at its sender';
comment on column partners.partner.book_sent is 'the version of our address book last sent to it';
comment on column partners.partner.book_digest is 'SM3 of the units we last sent: what has not changed is not sent again';

create table partners.book_change (
    id bigint generated always as identity primary key,
    partner bigint not null references partners.partner,
    version bigint not null,
    at timestamptz not null,
    kind text not null check (kind in ('ADDED', 'CHANGED', 'REMOVED')),
    code text not null,
    name text not null,
    words text not null
);
comment on table partners.book_change is '通讯录变更: what a partner changed among the units that may be written to';
create index book_change_newest on partners.book_change (partner, id desc);
