create table documents.source_notice (
    id bigint generated always as identity primary key,
    document bigint not null,
    term text not null,
    ends boolean not null,
    reason text not null,
    from_name text not null,
    at timestamptz not null
);
comment on table documents.source_notice is '来文单位发来的更正、撤销、废止通知 (条例 art. 35); it stands beside the received document';
create index source_notice_document on documents.source_notice (document, id);

alter table documents.seal alter column picture drop not null;
comment on column documents.seal.picture is 'null: a seal of the demo bureau that is drawn the first time it is used';
