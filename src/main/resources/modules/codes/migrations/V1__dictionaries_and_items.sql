create schema codes;

create table codes.dictionary (
    code text primary key check (code ~ '^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$'),
    name text not null,
    source text not null,
    tag text not null check (tag in ('LAW', 'RULE', 'STD', 'PRAC', 'CFG', 'VERIFY')),
    version bigint not null default 1,
    changed_at timestamptz,
    changed_by text
);
comment on table codes.dictionary is 'named lists of codes that forms and records choose from';
comment on column codes.dictionary.tag is 'where the list comes from: law, rule of a ministry, standard, practice, configuration, to be verified';

create table codes.item (
    id bigint generated always as identity primary key,
    dictionary text not null references codes.dictionary,
    code text not null check (length(code) between 1 and 64),
    name text not null check (length(name) between 1 and 100),
    parent text,
    sort int not null,
    source text,
    effective_from date not null default '2000-01-01',
    effective_to date,
    check (effective_to is null or effective_to > effective_from)
);
comment on table codes.item is 'versions of items: an item that is renamed or ends gets an end, the next version begins that day; nothing is ever deleted';
comment on column codes.item.parent is 'code of the item above, in the same dictionary';
comment on column codes.item.effective_to is 'exclusive; null: until further notice';
create unique index item_once on codes.item (dictionary, code) where effective_to is null;
create index item_of on codes.item (dictionary, sort, id);

insert into codes.dictionary (code, name, source, tag) values
    ('person.gender', '性别', 'GB/T 2261.1-2003', 'STD'),
    ('person.education', '学历', 'GB/T 4658-2006', 'STD'),
    ('leave.kind', '请假种类', '《职工带薪年休假条例》《国务院关于职工探亲待遇的规定》《女职工劳动保护特别规定》等', 'VERIFY'),
    ('procurement.method', '采购方式', '《中华人民共和国政府采购法》第二十六条及财政部相关办法', 'LAW'),
    ('seal.kind', '印章种类', '本单位印章管理规定', 'CFG'),
    ('contract.kind', '合同种类', '《中华人民共和国民法典》合同编典型合同', 'LAW'),
    ('expense.kind', '费用种类', '本单位财务管理规定', 'CFG');

insert into codes.item (dictionary, code, name, sort) values
    ('person.gender', '1', '男', 1), ('person.gender', '2', '女', 2), ('person.gender', '9', '未说明的性别', 3),
    ('person.education', '10', '研究生教育', 1), ('person.education', '20', '大学本科教育', 2),
    ('person.education', '30', '大学专科教育', 3), ('person.education', '40', '中等职业教育', 4),
    ('person.education', '60', '普通高级中学教育', 5), ('person.education', '70', '初级中学教育', 6), ('person.education', '90', '其他', 7),
    ('leave.kind', 'annual', '年休假', 1), ('leave.kind', 'personal', '事假', 2), ('leave.kind', 'sick', '病假', 3),
    ('leave.kind', 'marriage', '婚假', 4), ('leave.kind', 'maternity', '产假', 5), ('leave.kind', 'paternity', '护理假', 6),
    ('leave.kind', 'bereavement', '丧假', 7), ('leave.kind', 'family-visit', '探亲假', 8), ('leave.kind', 'parental', '育儿假', 9),
    ('procurement.method', 'open', '公开招标', 1), ('procurement.method', 'invited', '邀请招标', 2),
    ('procurement.method', 'negotiation', '竞争性谈判', 3), ('procurement.method', 'consultation', '竞争性磋商', 4),
    ('procurement.method', 'inquiry', '询价', 5), ('procurement.method', 'single', '单一来源采购', 6),
    ('procurement.method', 'framework', '框架协议采购', 7),
    ('seal.kind', 'unit', '单位公章', 1), ('seal.kind', 'office', '办公室印章', 2), ('seal.kind', 'contract', '合同专用章', 3),
    ('seal.kind', 'finance', '财务专用章', 4), ('seal.kind', 'representative', '法定代表人名章', 5),
    ('contract.kind', 'sale', '买卖合同', 1), ('contract.kind', 'lease', '租赁合同', 2), ('contract.kind', 'work', '承揽合同', 3),
    ('contract.kind', 'construction', '建设工程合同', 4), ('contract.kind', 'transport', '运输合同', 5),
    ('contract.kind', 'technology', '技术合同', 6), ('contract.kind', 'storage', '仓储合同', 7),
    ('contract.kind', 'property', '物业服务合同', 8), ('contract.kind', 'other', '其他合同', 9),
    ('expense.kind', 'travel', '差旅费', 1), ('expense.kind', 'meeting', '会议费', 2), ('expense.kind', 'training', '培训费', 3),
    ('expense.kind', 'office', '办公费', 4), ('expense.kind', 'transport', '交通费', 5), ('expense.kind', 'reception', '公务接待费', 6),
    ('expense.kind', 'other', '其他', 7);
