-- what the archives destroyed by rule may not survive in earlier versions: their bodies, and nothing else, may be emptied
alter table documents.document add column destroyed_by text;
comment on column documents.document.destroyed_by is 'number of the 销毁清册; the text of the document and of its versions is gone';
create or replace function documents.version_is_immutable() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.body = '{"type": "doc", "content": []}'::jsonb
       and to_jsonb(new) - 'body' = to_jsonb(old) - 'body'
       and exists (select 1 from documents.document d where d.id = old.document and d.destroyed_by is not null) then
        return new;
    end if;
    raise exception 'versions of documents are never changed';
end $$;
