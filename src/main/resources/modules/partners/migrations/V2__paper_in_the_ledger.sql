create table partners.paper (
    id bigint generated always as identity primary key,
    direction text not null check (direction in ('OUT', 'IN')),
    counterpart text not null check (length(counterpart) between 1 and 100),
    title text not null check (length(title) between 1 and 200),
    number text not null check (length(number) <= 60),
    passed_on date not null,
    signed_by text not null check (length(signed_by) <= 50),
    note text not null check (length(note) <= 500),
    entered_by bigint not null,
    entered_by_name text not null,
    entered_at timestamptz not null
);
comment on table partners.paper is '纸质收发登记: what changed hands on paper stands in the same ledger';
create index outgoing_newest on partners.outgoing (queued_at desc);
create index incoming_newest on partners.incoming (received_at desc);
create index paper_newest on partners.paper (entered_at desc);
