-- A neighbour whom a resident trusts to do chosen things for them, after that neighbour said yes. An end stays, with who
-- ended it, when and how.
create table helpings (
  id uuid primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  helper_id uuid not null references residents (id) on delete cascade,
  asked timestamptz not null,
  -- The steward who wrote it down at the desk from a signed form; null when the resident asked by themselves.
  asked_by uuid references residents (id) on delete set null,
  accepted timestamptz,
  ended timestamptz,
  -- By the helper, before or after saying yes; by the resident; because one of both blocked the other, or left.
  how_ended text check (how_ended in ('declined', 'put-down', 'stopped', 'blocked', 'left')),
  ended_by uuid references residents (id) on delete set null,
  check (resident_id <> helper_id),
  check ((ended is null) = (how_ended is null))
);
create unique index helpings_living on helpings (resident_id, helper_id) where ended is null;
create index helpings_helper on helpings (helper_id) where ended is null;

-- What for: one row for each kind of thing, from when until when the resident allowed it.
create table helping_kinds (
  helping_id uuid not null references helpings (id) on delete cascade,
  kind text not null check (kind in ('join', 'rsvp', 'designate')),
  since timestamptz not null,
  ended timestamptz
);
create index helping_kinds_helping on helping_kinds (helping_id);
create unique index helping_kinds_living on helping_kinds (helping_id, kind) where ended is null;

-- What a helper did. The row is there before the deed, so that nothing can be done unseen; `outcome` follows, and where it
-- is missing the program stopped halfway and nobody knows. Ids only.
create table helped_acts (
  id uuid primary key,
  helping_id uuid not null references helpings (id) on delete cascade,
  kind text not null,
  -- The pattern of the path that was posted to.
  path text not null,
  community_id uuid references communities (id),
  activity_id uuid references activities (id) on delete set null,
  -- Whom they pointed at.
  person_id uuid references residents (id) on delete set null,
  begun timestamptz not null,
  outcome text check (outcome in ('done', 'refused'))
);
create index helped_acts_helping on helped_acts (helping_id, begun desc);

-- Until when a session is for somebody else; sessions.acts_for says for whom.
alter table sessions add column acts_until timestamptz;

-- Who blocks somebody is not helped by them any more, nor helps them, from that moment and for good.
create function end_helping_on_block() returns trigger language plpgsql as $$
begin
  update helpings set ended = new.created, how_ended = 'blocked', ended_by = new.blocker_id
  where ended is null and ((resident_id = new.blocker_id and helper_id = new.blocked_id)
    or (resident_id = new.blocked_id and helper_id = new.blocker_id));
  return null;
end $$;
create trigger helpings_end_on_block after insert or update on blocks
  for each row when (new.lifted is null) execute function end_helping_on_block();

create function end_helping_on_leaving() returns trigger language plpgsql as $$
begin
  update helpings set ended = new.left_at, how_ended = 'left', ended_by = new.id
  where ended is null and new.id in (resident_id, helper_id);
  return null;
end $$;
create trigger helpings_end_on_leaving after update of left_at on residents
  for each row when (new.left_at is not null and old.left_at is null) execute function end_helping_on_leaving();

-- Somebody who was registered at a desk of the foundation, from a form on paper.
create table desk_registrations (
  resident_id uuid primary key references residents (id) on delete cascade,
  steward_id uuid references residents (id) on delete set null,
  registered timestamptz not null
);
create index desk_registrations_newest on desk_registrations (registered desc, resident_id);

-- A card with which somebody signs in on any device. Whoever holds it is let in, so only the hash of its code is kept, it can
-- be blocked, and it opens nothing that weighs.
create table cards (
  id uuid primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  hash bytea not null unique,
  made timestamptz not null,
  made_by uuid references residents (id) on delete set null,
  ends timestamptz not null,
  used timestamptz,
  ended timestamptz,
  how_ended text check (how_ended in ('renewed', 'blocked', 'desk')),
  check ((ended is null) = (how_ended is null))
);
create unique index cards_living on cards (resident_id) where ended is null;
