-- Keys can be rotated, and a registered name with a birth date makes somebody one person.
alter table vault
  -- Names the secret whose key wrapped the data key and made the blind indexes; empty before keys had names.
  add column key_id text not null default '',
  add column birth bytea,
  -- Blind indexes: of the name, and of name and birth date together.
  add column name_index bytea,
  add column person_index bytea,
  -- Somebody who was registered at a desk may have no mail address.
  alter column mail drop not null,
  alter column mail_index drop not null,
  -- Nor is there a home to look for of somebody without a fixed address.
  alter column address_index drop not null;
create index vault_key on vault (key_id, resident_id);
create index vault_name on vault (name_index);
create index vault_person on vault (person_index) where person_index is not null;

alter table sessions
  -- Names a session without telling its token, for ending one of them.
  add column id uuid not null default gen_random_uuid(),
  -- How somebody came in here, and when this browser last showed who it is.
  add column how text not null default 'mail',
  add column confirmed timestamptz,
  -- A trusted neighbour who does something for this resident in this session.
  add column acts_for uuid references residents (id) on delete cascade;
create unique index sessions_id on sessions (id);
create index sessions_acts_for on sessions (acts_for) where acts_for is not null;
