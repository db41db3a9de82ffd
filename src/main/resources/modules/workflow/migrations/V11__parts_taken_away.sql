-- 增减分支: a sub-matter that whoever steers its parent took away; the parent does not wait for it and does not count it
alter table workflow.matter add column part_removed boolean not null default false;
comment on column workflow.matter.part_removed is 'taken away from the matter that asked for it; ended without counting';
