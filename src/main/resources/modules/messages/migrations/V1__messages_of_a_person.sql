create schema messages;

create table messages.message (
    id bigint generated always as identity primary key,
    person bigint not null,
    key text not null,
    kind text not null,
    title text not null,
    link text not null,
    urgency text not null check (urgency in ('PLAIN', 'URGENT', 'EXTRA_URGENT')),
    sender bigint,
    sender_name text,
    told_at timestamptz not null,
    read_at timestamptz,
    unique (person, key)
);
comment on column messages.message.key is 'what makes it one message: the same key is told to a person once';
comment on column messages.message.sender is 'null: the system tells';

create index message_inbox on messages.message (person, id desc);
create index message_unread on messages.message (person, id desc) where read_at is null;
create index message_sender on messages.message (sender, key) where sender is not null;
