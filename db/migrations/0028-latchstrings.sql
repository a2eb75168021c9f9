-- An open door, for four hours at most. Unlogged on purpose: it is in no archive of the log, in no backup
-- (src/platform/backup), and gone after a crash; what is over is deleted, and nothing remembers that it was there.
create unlogged table latchstrings (
  id uuid primary key,
  -- One open door a resident.
  resident_id uuid not null unique references residents (id) on delete cascade,
  words text not null check (length(words) between 1 and 80),
  reach text not null check (reach in ('closest', 'street', 'community')),
  community_id uuid references communities (id) on delete cascade,
  -- Where it can be seen from, as coarse as others may know it: the cell and street for `closest`, every area with
  -- the name of the street for `street`.
  cell bigint,
  street_ids integer[] not null default '{}',
  opened timestamptz not null,
  ends timestamptz not null,
  check ((reach = 'community') = (community_id is not null)),
  check (reach <> 'closest' or cell is not null),
  check (reach <> 'street' or cardinality(street_ids) > 0),
  check (ends > opened and ends <= opened + interval '4 hours')
);
create index latchstrings_ends on latchstrings (ends);
create index latchstrings_cell on latchstrings (cell) where reach = 'closest';
create index latchstrings_street on latchstrings using gin (street_ids) where reach = 'street';
create index latchstrings_community on latchstrings (community_id) where reach = 'community';

-- A neighbour who would like to come. The answer is the opener's.
create unlogged table latchstring_visits (
  id uuid primary key,
  latchstring_id uuid not null references latchstrings (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  asked timestamptz not null,
  answer text check (answer in ('yes', 'no')),
  answered timestamptz,
  unique (latchstring_id, resident_id)
);
create index latchstring_visits_resident on latchstring_visits (resident_id);

-- When a door closes, what was told about it goes too, whoever deletes it: the job, a read, the opener, an erasure.
create function forget_latchstring() returns trigger language plpgsql as $$
begin
  delete from notices n
  using (
    select old.resident_id as id
    union select resident_id from latchstring_visits where latchstring_id = old.id
  ) told
  where n.resident_id = told.id and n.kind in ('latchstring.asked', 'latchstring.yes', 'latchstring.no')
    and n.data = jsonb_build_object('latchstring', old.id);
  return old;
end;
$$;
create trigger latchstrings_forget before delete on latchstrings
  for each row execute function forget_latchstring();
