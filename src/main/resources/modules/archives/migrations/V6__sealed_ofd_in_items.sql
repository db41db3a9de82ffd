-- the sealed OFD is the record copy and belongs into the item beside the PDF for reading (GB/T 18894-2016)
alter table archives.component drop constraint component_kind_check;
alter table archives.component add constraint component_kind_check check (kind in ('BODY', 'RECORD', 'ATTACHMENT', 'SHEET', 'TRAIL'));
comment on column archives.component.kind is 'RECORD is the sealed OFD of the body';
