alter table certificates.certificate add column key_digest text;
comment on column certificates.certificate.key_digest is 'SM3 of the public key: one key never speaks for two holders. Null before the column was there';
create index certificate_by_key on certificates.certificate (key_digest);
