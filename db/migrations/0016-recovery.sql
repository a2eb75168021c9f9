-- Neighbours whom a resident trusts to say "this is really them", for when everything is lost.
create table trusted_neighbours (
  id uuid primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  neighbour_id uuid not null references residents (id) on delete cascade,
  named timestamptz not null,
  ended timestamptz,
  how_ended text check (how_ended in ('taken-back', 'refused')),
  check (resident_id <> neighbour_id),
  check ((ended is null) = (how_ended is null))
);
create unique index trusted_neighbours_standing on trusted_neighbours (resident_id, neighbour_id) where ended is null;
create index trusted_neighbours_resident on trusted_neighbours (resident_id);
create index trusted_neighbours_neighbour on trusted_neighbours (neighbour_id);

-- Somebody who lost everything asks to come back: asked → waiting (proven, seven days) → done; or stopped, or expired.
create table recoveries (
  id uuid primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  way text not null check (way in ('letter', 'neighbours')),
  state text not null check (state in ('asked', 'waiting', 'done', 'stopped', 'expired')),
  -- Hash of the key that was mailed to the new address: what was asked goes on behind it only.
  page_hash bytea not null unique,
  -- The new mail address, sealed. It goes the moment this is over.
  sealed bytea,
  asked timestamptz not null,
  -- Until when it may be proven.
  ends timestamptz not null check (ends > asked),
  proven timestamptz check (proven >= asked),
  -- When the new address takes the place of the old one, unless it is stopped.
  due timestamptz,
  -- Hash of the key with which the old address can stop it.
  stop_hash bytea unique,
  closed timestamptz,
  check ((state in ('asked', 'waiting')) = (closed is null)),
  check ((closed is null) = (sealed is not null)),
  check ((proven is null) = (due is null) and due >= proven + interval '168 hours'),
  check (state <> 'asked' or proven is null),
  check (state not in ('waiting', 'done') or proven is not null),
  check ((state = 'waiting') = (stop_hash is not null)),
  check (state <> 'done' or closed >= due)
);
-- One on its way in. Requests that nobody proved may lie beside each other: a stranger's takes nobody's place.
create unique index recoveries_waiting on recoveries (resident_id) where state = 'waiting';
create index recoveries_resident on recoveries (resident_id, asked desc);
create index recoveries_ends on recoveries (ends) where state = 'asked';
create index recoveries_due on recoveries (due) where state = 'waiting';

-- Codes that are read out to a neighbour, face to face: one for each. HMAC only.
create table recovery_codes (
  hash bytea primary key,
  recovery_id uuid not null references recoveries (id) on delete cascade,
  used_by uuid references residents (id) on delete cascade,
  used timestamptz,
  check ((used is null) = (used_by is null))
);
create index recovery_codes_recovery on recovery_codes (recovery_id);
create unique index recovery_codes_neighbour on recovery_codes (used_by, recovery_id) where used_by is not null;
