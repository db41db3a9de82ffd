create table approvals.sample_made (
    number int primary key
);
comment on table approvals.sample_made is 'which requests of the demo bureau are made already; empty where there is no demo';
