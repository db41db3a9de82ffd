alter table documents.document add column ofd bigint;
comment on column documents.document.ofd is 'the sealed OFD file: the record copy; the PDF in paper is for reading';
alter table documents.seal add column electronic bytea;
comment on column documents.seal.electronic is 'SESeal of GB/T 38540-2020; null until it is first used, and made anew when the unit''s certificate is';
