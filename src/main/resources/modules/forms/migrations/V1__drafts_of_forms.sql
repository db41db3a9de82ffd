create schema forms;

create table forms.draft (
    id bigint generated always as identity primary key,
    title text not null check (length(title) between 1 and 100),
    schema text not null,
    layout text not null,
    version bigint not null default 1,
    changed_at timestamptz not null,
    changed_by text not null
);
comment on table forms.draft is 'forms being designed; the texts as written, so that a broken one can be mended';

create table forms.draft_version (
    draft bigint not null references forms.draft on delete cascade,
    version bigint not null,
    title text not null,
    schema text not null,
    layout text not null,
    changed_at timestamptz not null,
    changed_by text not null,
    primary key (draft, version)
);
comment on table forms.draft_version is 'every saved version of a draft';
