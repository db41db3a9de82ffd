alter table directory.unit drop constraint unit_level_check;
alter table directory.unit add constraint unit_level_check check (level in ('NATIONAL', 'PROVINCE', 'CITY', 'COUNTY'));
