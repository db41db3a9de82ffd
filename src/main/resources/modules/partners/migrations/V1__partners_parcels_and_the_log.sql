create schema partners;

create table partners.partner (
    id bigint generated always as identity primary key,
    version bigint not null default 0,
    code text not null unique check (code ~ '^[0-9A-Za-z-]{1,40}$'),
    name text not null check (length(name) between 1 and 100),
    level text not null check (level in ('NATIONAL', 'PROVINCE', 'CITY', 'COUNTY')),
    address text not null check (length(address) between 1 and 300),
    state text not null check (state in ('PROPOSED', 'ACTIVE', 'SUSPENDED', 'REFUSED', 'ENDED')),
    direct boolean not null,
    encrypted boolean not null,
    reason text not null check (length(reason) between 1 and 500),
    proposed_by bigint not null,
    proposed_by_name text not null,
    proposed_at timestamptz not null,
    decided_by bigint,
    decided_by_name text,
    decided_at timestamptz,
    opinion text,
    card bytea not null,
    sent_counter bigint not null default 0,
    log_number bigint not null default 0,
    log_hash text not null default '',
    book_version bigint not null default 0,
    reached_at timestamptz,
    skew_seconds bigint,
    trouble text,
    restored_at timestamptz,
    check (decided_by is null or state in ('SUSPENDED', 'ENDED') or decided_by <> proposed_by)
);
comment on table partners.partner is '交换伙伴: nodes of other bureaux; whoever proposes one never confirms it (the last check says so in the database too)';
comment on column partners.partner.card is '接入卡 as it was given to us: signed by the other node';
comment on column partners.partner.direct is '越级交换许可: documents may pass though a level lies between';
comment on column partners.partner.encrypted is 'files are closed for the receiver before they leave';
comment on column partners.partner.sent_counter is 'the last number given to a parcel for this partner; numbers have no gaps';
comment on column partners.partner.log_hash is 'hash of the newest line of the log, into which the next is chained';
comment on column partners.partner.skew_seconds is 'how far their clock is ahead of ours at the last greeting';

create table partners.certificate (
    id bigint generated always as identity primary key,
    partner bigint not null references partners.partner,
    use text not null check (use in ('SIGNING', 'ENCRYPTION')),
    der bytea not null,
    fingerprint text not null,
    not_before timestamptz not null,
    not_after timestamptz not null,
    trusted boolean not null,
    source text not null,
    added_at timestamptz not null,
    ended_at timestamptz,
    unique (partner, fingerprint)
);
comment on table partners.certificate is 'the certificates with which a partner signs; several at once while one takes over from another';

create table partners.outgoing (
    id bigint generated always as identity primary key,
    parcel uuid not null unique,
    partner bigint not null references partners.partner,
    kind text not null check (kind in ('DOCUMENT', 'RECEIPT', 'TELLING', 'BOOK', 'CERTIFICATE', 'ABANDONED')),
    subject text not null,
    title text not null,
    content text not null,
    files bigint[] not null,
    state text not null check (state in ('WAITING', 'DELIVERED', 'REFUSED', 'DEAD', 'ABANDONED')),
    counter bigint,
    message bytea,
    stamp bytea,
    queued_at timestamptz not null,
    attempts int not null default 0,
    next_at timestamptz not null,
    expires_at timestamptz not null,
    trouble text,
    way text not null default 'LINE' check (way in ('LINE', 'CARRIER')),
    answer bytea,
    answered_at timestamptz,
    code int,
    words text,
    unique (partner, counter)
);
comment on table partners.outgoing is '待发箱: what is to be carried to a partner, written in the transaction of the act it tells of';
comment on column partners.outgoing.subject is 'what follows on the same subject waits for what went before';
comment on column partners.outgoing.content is 'canonical JSON (keys in order, no spaces): what is signed, but for number and time';
comment on column partners.outgoing.message is 'the signed message (CMS) as it is sent each time; null before it was first sent';
create index outgoing_due on partners.outgoing (partner, id) where state = 'WAITING';
create index outgoing_subject on partners.outgoing (partner, subject, id);
-- the event of a dispatch may be heard twice
create unique index outgoing_document_once on partners.outgoing (partner, subject) where kind = 'DOCUMENT';
create index outgoing_dead on partners.outgoing (id) where state = 'DEAD';

create table partners.incoming (
    id bigint generated always as identity primary key,
    partner bigint not null references partners.partner,
    parcel uuid not null,
    kind text not null,
    counter bigint not null,
    subject text not null,
    title text not null,
    content_digest text not null,
    message bytea not null,
    stamp bytea not null,
    received_at timestamptz not null,
    way text not null default 'LINE' check (way in ('LINE', 'CARRIER')),
    code int not null,
    words text,
    answer bytea not null,
    unique (partner, parcel),
    unique (partner, counter)
);
comment on table partners.incoming is '已收: every parcel taken or refused, with the signed answer it got; the same parcel again gets the same answer';

create table partners.log (
    id bigint generated always as identity primary key,
    partner bigint not null references partners.partner,
    number bigint not null,
    at timestamptz not null,
    direction text not null check (direction in ('OUT', 'IN')),
    parcel uuid not null,
    counter bigint not null,
    kind text not null,
    code int not null,
    message_digest text not null,
    answer_digest text not null,
    previous text not null,
    hash text not null,
    unique (partner, number)
);
comment on table partners.log is '报文日志: one line for each parcel answered, chained by SM3; never changed';
create function partners.refuse_change() returns trigger language plpgsql as
    $$ begin raise exception 'the log of messages is never changed'; end $$;
create trigger log_is_kept before update or delete on partners.log for each row execute function partners.refuse_change();

create table partners.file_taken (
    digest text primary key,
    file bigint not null,
    at timestamptz not null
);
comment on table partners.file_taken is 'files that came from partners, by SM3: what is here already is not sent again';

create table partners.incident (
    id bigint generated always as identity primary key,
    partner bigint references partners.partner,
    at timestamptz not null,
    address text not null,
    code text not null,
    words text not null,
    parcel uuid
);
comment on table partners.incident is '异常: what was refused before anybody could answer for it, and what a person should know';
create index incident_newest on partners.incident (id desc);

create table partners.setting (
    name text not null,
    value bigint not null,
    effective_from date not null,
    effective_to date,
    source text not null,
    tag text,
    primary key (name, effective_from)
);
comment on table partners.setting is 'periods in seconds and sizes in bytes, with the day from which they hold';
insert into partners.setting (name, value, effective_from, source, tag) values
    ('retry-first', 2, '2020-01-01', 'installation', '[CFG]'),
    ('retry-longest', 300, '2020-01-01', 'installation', '[CFG]'),
    ('dead-after', 259200, '2020-01-01', 'installation', '[CFG]'),
    ('skew-warned', 60, '2020-01-01', 'installation', '[CFG]'),
    ('skew-refused', 300, '2020-01-01', 'installation', '[CFG]'),
    ('chunk', 1048576, '2020-01-01', 'installation', '[CFG]'),
    ('greeting', 60, '2020-01-01', 'installation', '[CFG]'),
    ('line-patience', 15, '2020-01-01', 'installation', '[CFG]');
