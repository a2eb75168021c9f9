-- Asking and offering among neighbours, without money. An ask goes to one neighbour after another, nearest first; only
-- when nobody offered it, it is shown to neighbours in reach.
create table exchanges (
  id uuid primary key,
  side text not null check (side in ('ask', 'offer')),
  kind text not null check (length(kind) between 1 and 30),
  words text not null check (length(words) <= 300),
  resident_id uuid not null references residents (id) on delete cascade,
  -- Absent: for neighbours within two kilometres. Otherwise: for the members of one community, without any distance.
  community_id uuid references communities (id) on delete cascade,
  -- The place of the resident, as coarse as others may know it; kept by a trigger.
  cell bigint,
  street_id integer,
  -- For neighbours, and nothing stands in the way: verified, adult, not protected, with a place. Kept by a trigger.
  listed boolean not null default false,
  posted timestamptz not null,
  -- Four weeks after it was posted or renewed.
  ends timestamptz not null,
  ended timestamptz,
  how_ended text check (how_ended in ('done', 'withdrawn', 'over')),
  -- An ask that nobody who offered it could take: neighbours in reach see it from now on.
  shown timestamptz,
  check ((ended is null) = (how_ended is null)),
  check (side = 'ask' or shown is null)
);
create index exchanges_resident on exchanges (resident_id, posted desc);
create index exchanges_near on exchanges (cell) where listed and ended is null;
create index exchanges_offered on exchanges (kind, cell) where side = 'offer' and listed and ended is null;
create index exchanges_community on exchanges (community_id, posted) where ended is null;
create index exchanges_queued on exchanges (posted) where side = 'ask' and shown is null and ended is null;
create index exchanges_ends on exchanges (ends) where ended is null;
create index exchanges_ended on exchanges (ended) where ended is not null;

-- An ask at one neighbour's door. The row stays: who was asked, when, and what came of it.
create table exchange_turns (
  id uuid primary key,
  ask_id uuid not null references exchanges (id) on delete cascade,
  -- The offer through which they are asked; absent when they answered an ask that was shown.
  offer_id uuid references exchanges (id) on delete set null,
  resident_id uuid not null references residents (id) on delete cascade,
  asked timestamptz not null,
  answer text check (answer in ('yes', 'no', 'late', 'released', 'stopped')),
  answered timestamptz,
  helper_note text check (length(helper_note) <= 300),
  asker_note text check (length(asker_note) <= 300),
  thanks text check (length(thanks) <= 200),
  check ((answer is null) = (answered is null))
);
-- One neighbour has the turn, or gave their word; nobody is asked twice for one ask.
create unique index exchange_turns_standing on exchange_turns (ask_id) where answer is null or answer = 'yes';
create unique index exchange_turns_once on exchange_turns (ask_id, resident_id);
create index exchange_turns_resident on exchange_turns (resident_id, asked desc);
create index exchange_turns_offer on exchange_turns (offer_id);
create index exchange_turns_waiting on exchange_turns (asked) where answer is null;

create function place_exchange() returns trigger language plpgsql as $$
declare
  home residents;
begin
  select * into home from residents where id = new.resident_id;
  new.cell := home.cell;
  new.street_id := home.street_id;
  new.listed := new.community_id is null and home.level <> 'applicant' and home.adult and not home.protected
    and home.left_at is null and home.cell is not null;
  return new;
end;
$$;
create trigger exchanges_place before insert or update on exchanges
  for each row execute function place_exchange();

create function relist_exchanges() returns trigger language plpgsql as $$
begin
  update exchanges set ends = ends where resident_id = new.id and ended is null;
  return null;
end;
$$;
create trigger residents_relist_exchanges
  after update of level, adult, protected, left_at, cell, street_id on residents
  for each row execute function relist_exchanges();
