-- 唯一的安全管理员不能登录时: nobody could confirm the new password, so the audit administrator does (三员分立: still two people, and
-- neither the one it is for).
alter table access.account_change add lone boolean not null default false;
comment on column access.account_change.lone is 'asked for the only security administrator who can sign in: the audit administrator confirms';
