alter table partners.certificate add column accepted_until timestamptz;
comment on column partners.certificate.accepted_until is 'set when another took over: until then both are believed (证书并用期)';
comment on table partners.certificate is 'with SIGNING ones a partner signs, to ENCRYPTION ones is closed what leaves for it; several at once while one takes over from another';
alter table partners.partner add column signed_with bigint;
comment on column partners.partner.signed_with is 'our certificate with which we sign for this partner until it has acknowledged the one that takes over; null is the current one';
insert into partners.setting (name, value, effective_from, source, tag) values
    ('certificate-overlap', 2592000, '2020-01-01', 'installation', '[CFG]');
