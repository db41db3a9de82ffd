alter table approvals.trusted_key add column reason text not null default '';
comment on column approvals.trusted_key.reason is 'why packages of this installation are trusted, as the system administrator wrote it';

alter table approvals.kind add column last_draft bigint not null default 0;
comment on column approvals.kind.last_draft is 'version of the last draft that was published or dropped; the next draft goes on from it, so that a page that shows an old draft is told';
