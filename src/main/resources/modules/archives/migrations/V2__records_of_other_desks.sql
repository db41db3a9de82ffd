alter table archives.item add column module text not null default 'documents';
comment on column archives.item.module is 'whose record it is; document holds its id';
alter table archives.item drop constraint item_document_key;
create unique index item_record on archives.item (module, document);
