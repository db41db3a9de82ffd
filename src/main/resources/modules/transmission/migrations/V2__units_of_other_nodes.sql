create table transmission.outside_unit (
    id bigint generated always as identity primary key,
    node text not null check (length(node) between 1 and 40),
    code text not null check (length(code) between 1 and 40),
    name text not null check (length(name) between 1 and 100),
    short_name text not null,
    level text not null check (level in ('NATIONAL', 'PROVINCE', 'CITY', 'COUNTY')),
    listed boolean not null,
    direct boolean not null,
    changed_at timestamptz not null,
    unique (node, code)
);
comment on table transmission.outside_unit is '通讯录: units whose documents go through the node of another bureau. Elsewhere in this schema they stand with their number negated, so that they never meet a unit of our own directory';
comment on column transmission.outside_unit.listed is 'false when its node no longer names it, or is no longer a partner: nothing more is sent to it';
comment on column transmission.outside_unit.direct is '越级交换许可: may be written to over a level between (county to province)';

create table transmission.outside_document (
    id bigint generated always as identity primary key,
    node text not null,
    identifier text not null,
    unique (node, identifier)
);
comment on table transmission.outside_document is 'documents of other nodes; a dispatch that came in names its document by this number negated';

alter table transmission.dispatch add column ofd bigint;
comment on column transmission.dispatch.ofd is 'the sealed OFD; travels to other nodes beside the PDF';
