-- 条例第八条第（三）项；行业规章以令公布。地方局很少使用，由主要负责人签署。
update documents.kind set effective_to = '2025-12-31' where code = '03' and effective_to is null;
insert into documents.kind
    (code, term, directions, issuable, needs_signer, expects_reply, internal, purpose, source, tag, effective_from)
values
    ('03', '命令', '{DOWN,PUBLIC}', true, true, false, false, '公布行政法规和规章、宣布施行重大强制性措施；由主要负责人签署，加盖签名章', '中办发〔2012〕14号第八条；GB/T 9704-2012 第10.2条', 'CFG', '2026-01-01');
