create schema transmission;

create table transmission.dispatch (
    id bigint generated always as identity primary key,
    document bigint not null,
    unit bigint not null,
    unit_name text not null,
    title text not null,
    number text not null,
    kind_code text not null,
    kind_name text not null,
    urgency text not null check (urgency in ('PLAIN', 'URGENT', 'EXTRA_URGENT')),
    issue_date date,
    body_text text not null,
    paper bigint not null,
    paper_sha256 text not null,
    attachments bigint[] not null,
    skip_reason text,
    receivers int not null,
    sent_by bigint not null,
    sent_by_name text not null,
    sent_at timestamptz not null,
    recalled_at timestamptz,
    recalled_by_name text,
    recall_reason text
);
comment on table transmission.dispatch is '分发: one sending of a sealed document; what was sent is copied here and does not change';
comment on column transmission.dispatch.skip_reason is '越级行文的理由 (条例 art. 14)';
create index dispatch_document on transmission.dispatch (document);
create index dispatch_unit on transmission.dispatch (unit, sent_at desc, id desc);

create table transmission.envelope (
    id bigint generated always as identity primary key,
    version bigint not null,
    package uuid not null unique,
    dispatch bigint not null references transmission.dispatch,
    document bigint not null,
    sender bigint not null,
    receiver bigint not null,
    receiver_name text not null,
    position int not null,
    role text not null check (role in ('MAIN', 'COPY')),
    urgency text not null,
    state text not null check (state in ('SENT', 'ARRIVED', 'SIGNED', 'REFUSED', 'REGISTERED', 'CLOSED', 'RECALLED')),
    sent_at timestamptz not null,
    arrived_at timestamptz,
    sign_due_at timestamptz not null,
    sign_due_explanation text not null,
    signed_at timestamptz,
    signed_by_name text,
    refused_at timestamptz,
    refusal_reason text,
    registered_at timestamptz,
    incoming bigint,
    closed_at timestamptz,
    result text,
    urgings int not null default 0,
    next_urging_at timestamptz
);
comment on table transmission.envelope is '公文包: what one receiver gets, once; GB/T 33479 exchange package';
-- the same document reaches a unit once, unless the first one was recalled or refused
create unique index envelope_once on transmission.envelope (document, receiver) where state not in ('RECALLED', 'REFUSED');
create index envelope_dispatch on transmission.envelope (dispatch, position);
create index envelope_inbox on transmission.envelope (receiver, sent_at desc, id desc);
create index envelope_inbox_state on transmission.envelope (receiver, state, sent_at desc, id desc);
create index envelope_incoming on transmission.envelope (incoming) where incoming is not null;
create index envelope_urging on transmission.envelope (next_urging_at) where state in ('SENT', 'ARRIVED');

create table transmission.receipt (
    id bigint generated always as identity primary key,
    envelope bigint not null references transmission.envelope,
    kind text not null check (kind in ('ARRIVAL', 'SIGNING', 'REFUSAL', 'REGISTRATION', 'CLOSING', 'RECALL', 'URGING')),
    at timestamptz not null,
    person bigint,
    person_name text,
    text text
);
comment on table transmission.receipt is '回执: append-only';
create index receipt_envelope on transmission.receipt (envelope, id);
create function transmission.receipt_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'receipts are append-only'; end $$;
create trigger receipt_frozen before update or delete on transmission.receipt
    for each row execute function transmission.receipt_append_only();

create table transmission.notice (
    id bigint generated always as identity primary key,
    dispatch bigint not null references transmission.dispatch,
    kind text not null check (kind in ('CORRECTION', 'REVOCATION', 'ABOLITION')),
    reason text not null,
    at timestamptz not null,
    by_name text not null
);
comment on column transmission.notice.kind is '更正, 撤销 (void from the start), 废止 (void from that day); 条例 art. 35';
create index notice_dispatch on transmission.notice (dispatch, id);
