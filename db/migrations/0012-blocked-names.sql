-- Who blocked somebody keeps the name as it was then: a later name is no longer theirs to know.
alter table blocks add column name text not null default '';
update blocks set name = (select display_name from residents where id = blocked_id) where name = '';
