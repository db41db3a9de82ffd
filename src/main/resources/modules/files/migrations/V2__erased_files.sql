-- bytes that are destroyed by rule: the row stays and says so, the bytes go when no other row needs them
alter table files.file add column erased_at timestamptz;
alter table files.file add column erased_because text;
comment on column files.file.erased_because is 'the document that ordered it, such as the number of a 销毁清册';
create table files.erasure (
    sha256 text primary key,
    asked_at timestamptz not null,
    done_at timestamptz
);
comment on table files.erasure is 'bytes to be deleted after the commit; what a crash left is deleted by the next round';
create index erasure_open on files.erasure (asked_at) where done_at is null;
