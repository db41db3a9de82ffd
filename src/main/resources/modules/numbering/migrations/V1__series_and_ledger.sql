create schema numbering;

create table numbering.category (
    word text primary key check (word ~ '^[一-龥]{1,4}$'),
    name text not null,
    position int not null,
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date
);
comment on table numbering.category is 'words that follow a unit''s mark in its 机关代字: 湘烟 + 办';

insert into numbering.category (word, name, position, source, tag, effective_from) values
    ('办', '综合、办公室', 10, '国烟办、国烟法等行业代字类推', 'VERIFY', '2000-01-01'),
    ('专', '专卖管理', 20, '国烟专等行业代字类推', 'VERIFY', '2000-01-01'),
    ('法', '法规体改', 30, '国烟法等行业代字类推', 'VERIFY', '2000-01-01'),
    ('计', '发展计划', 40, '国烟计等行业代字类推', 'VERIFY', '2000-01-01'),
    ('财', '财务审计', 50, '国烟财等行业代字类推', 'VERIFY', '2000-01-01'),
    ('人', '人事劳资', 60, '国烟人等行业代字类推', 'VERIFY', '2000-01-01'),
    ('纪', '纪检监察', 70, '行业代字类推', 'VERIFY', '2000-01-01'),
    ('党', '党组', 80, '行业代字类推', 'VERIFY', '2000-01-01'),
    ('函', '信函格式公文，单独编号', 90, '党政机关公文格式 GB/T 9704-2012 及通行做法', 'PRAC', '2000-01-01');

create table numbering.register (
    code text primary key check (code ~ '^[一-龥]{1,4}$'),
    name text not null,
    digits int not null check (digits between 1 and 8),
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date
);
comment on table numbering.register is 'registers every unit keeps beside its document numbers';

insert into numbering.register (code, name, digits, source, tag, effective_from) values
    ('收', '收文登记', 4, '本单位收文登记办法', 'CFG', '2000-01-01'),
    ('签', '签报', 1, '本单位签报办法', 'CFG', '2000-01-01');

create table numbering.series (
    id bigint generated always as identity primary key,
    unit bigint not null,
    code text not null check (code ~ '^[一-龥]{1,8}$'),
    name text not null,
    kind text not null check (kind in ('DOCUMENT', 'REGISTER')),
    digits int not null check (digits between 1 and 8),
    source text not null,
    tag text not null,
    effective_from date not null,
    effective_to date,
    unique (unit, code)
);
comment on column numbering.series.digits is 'registers are filled up with zeros to so many digits; document numbers never are (GB/T 9704-2012 7.2.5)';

create table numbering.counter (
    series bigint not null references numbering.series,
    year int not null check (year between 2000 and 2099),
    last int not null check (last >= 0),
    primary key (series, year)
);
comment on table numbering.counter is 'locked by whoever takes a number until that transaction ends: a rollback gives the number back, so no gap arises by accident';

create table numbering.number (
    id bigint generated always as identity primary key,
    series bigint not null references numbering.series,
    year int not null,
    number int not null check (number > 0),
    state text not null check (state in ('RESERVED', 'TAKEN', 'USED', 'CANCELLED', 'SKIPPED')),
    module text,
    record bigint,
    taken_by bigint not null,
    taken_by_name text not null,
    taken_at timestamptz not null,
    reason text,
    ended_by_name text,
    ended_at timestamptz,
    unique (series, year, number),
    check ((module is null) = (record is null)),
    check (state not in ('TAKEN', 'USED') or module is not null),
    check (state not in ('RESERVED', 'CANCELLED', 'SKIPPED') or reason is not null)
);
comment on table numbering.number is 'the ledger 发文字号登记簿: every number ever given, each once';
comment on column numbering.number.reason is 'why it is reserved, cancelled 作废 or skipped 跳号';
create unique index number_of_record on numbering.number (series, module, record) where state in ('TAKEN', 'USED');

create function numbering.refuse_loss() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a number is never deleted' using errcode = 'insufficient_privilege';
    end if;
    if old.state in ('CANCELLED', 'SKIPPED') or old.series <> new.series or old.year <> new.year or old.number <> new.number then
        raise exception 'a number that is cancelled or skipped stays so' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
create trigger number_is_never_lost before update or delete on numbering.number
    for each row execute function numbering.refuse_loss();
