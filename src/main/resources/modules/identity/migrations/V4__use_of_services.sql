create table identity.service_use (
    application bigint not null references identity.application,
    hour timestamptz not null,
    requests bigint not null,
    last_at timestamptz not null,
    primary key (application, hour)
);
comment on table identity.service_use is 'how often and when service accounts read through our interface, by the hour';
