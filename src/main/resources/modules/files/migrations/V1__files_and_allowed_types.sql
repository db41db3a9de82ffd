create schema files;

create table files.file (
    id bigint generated always as identity primary key,
    name text not null check (char_length(name) between 1 and 200),
    type text not null,
    size bigint not null check (size > 0),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    stored_by bigint not null,
    stored_at timestamptz not null,
    holder_module text,
    holder_id bigint,
    upload text unique,
    check ((holder_module is null) = (holder_id is null))
);
comment on table files.file is 'One row per file; the bytes lie under their sha256 in the data folder and are written before the row';
comment on column files.file.type is 'media type found in the content, not the one claimed';
comment on column files.file.size is 'bytes';
comment on column files.file.holder_module is 'the record that holds the file, null until a record takes it';
comment on column files.file.upload is 'id of the resumable upload it came from, so that a lost answer is given again';
create index file_sha256 on files.file (sha256);

create table files.extracted_text (
    sha256 text primary key,
    content text not null,
    extracted_at timestamptz not null
);
comment on table files.extracted_text is 'plain text for searching, kept because extraction is slow; can be emptied at any time';

create table files.allowed_type (
    extension text not null check (extension = lower(extension)),
    type text not null,
    contents text[] not null,
    term text not null,
    size_max bigint not null,
    inline boolean not null,
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date,
    primary key (extension, effective_from)
);
comment on table files.allowed_type is 'which files may be attached; an extension without a row in force is refused';
comment on column files.allowed_type.contents is 'what the content may turn out to be for this extension';
comment on column files.allowed_type.size_max is 'bytes; the setting jinye.files.size-max limits further';
comment on column files.allowed_type.inline is 'may be shown in the browser instead of saved';

insert into files.allowed_type (extension, type, contents, term, size_max, inline, source, tag, effective_from)
select extension, type, contents, term, megabytes * 1048576, inline, 'Jinye default list', 'CFG', date '2025-01-01'
from (values
    ('pdf',  'application/pdf', array['application/pdf'], 'PDF 文件', 100, true),
    ('ofd',  'application/ofd', array['application/ofd'], 'OFD 版式文件', 100, false),
    ('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', array['word-zip'], 'Word 文档', 100, false),
    ('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', array['sheet-zip'], 'Excel 表格', 100, false),
    ('pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', array['slides-zip'], '演示文稿', 100, false),
    ('doc',  'application/msword', array['word-ole'], 'Word 97-2003 文档', 100, false),
    ('xls',  'application/vnd.ms-excel', array['sheet-ole'], 'Excel 97-2003 表格', 100, false),
    ('ppt',  'application/vnd.ms-powerpoint', array['slides-ole'], '97-2003 演示文稿', 100, false),
    ('wps',  'application/vnd.ms-works', array['word-ole', 'word-zip'], 'WPS 文字', 100, false),
    ('et',   'application/x-et', array['sheet-ole', 'sheet-zip'], 'WPS 表格', 100, false),
    ('dps',  'application/x-dps', array['slides-ole', 'slides-zip'], 'WPS 演示', 100, false),
    ('odt',  'application/vnd.oasis.opendocument.text', array['application/vnd.oasis.opendocument.text'], 'ODF 文字', 100, false),
    ('ods',  'application/vnd.oasis.opendocument.spreadsheet', array['application/vnd.oasis.opendocument.spreadsheet'], 'ODF 表格', 100, false),
    ('txt',  'text/plain', array['text/plain'], '文本文件', 20, false),
    ('csv',  'text/csv', array['text/plain'], 'CSV 数据', 50, false),
    ('png',  'image/png', array['image/png'], 'PNG 图片', 50, true),
    ('jpg',  'image/jpeg', array['image/jpeg'], 'JPEG 图片', 50, true),
    ('jpeg', 'image/jpeg', array['image/jpeg'], 'JPEG 图片', 50, true),
    ('gif',  'image/gif', array['image/gif'], 'GIF 图片', 20, false),
    ('bmp',  'image/bmp', array['image/bmp'], 'BMP 图片', 50, false),
    ('tif',  'image/tiff', array['image/tiff'], 'TIFF 图片', 100, false),
    ('tiff', 'image/tiff', array['image/tiff'], 'TIFF 图片', 100, false),
    ('svg',  'image/svg+xml', array['image/svg+xml'], 'SVG 图形', 5, false),
    ('zip',  'application/zip', array['application/zip'], 'ZIP 压缩包', 100, false),
    ('mp3',  'audio/mpeg', array['audio/mpeg'], 'MP3 录音', 100, false),
    ('mp4',  'video/mp4', array['video/mp4', 'application/mp4', 'video/quicktime', 'video/x-m4v'], 'MP4 录像', 100, false)
) as seed (extension, type, contents, term, megabytes, inline);
