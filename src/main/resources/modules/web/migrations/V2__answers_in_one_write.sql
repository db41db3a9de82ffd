-- an answer is written once, with its key; the few old ones are found by time without an index on every row
delete from web.write_once where status is null;
alter table web.write_once alter column status set not null;
drop index web.write_once_at;
create index write_once_at on web.write_once using brin (at);
