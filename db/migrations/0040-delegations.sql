-- Volmacht: somebody else votes for me, until I vote myself or take it back.
create table delegations (
  id uuid primary key,
  by_id uuid not null references residents (id) on delete cascade,
  -- Null: here nobody votes for me, whatever holds around it.
  to_id uuid references residents (id) on delete cascade,
  -- Where it counts: a community or an area, whole or on one theme with what lies below that.
  community_id uuid references communities (id) on delete cascade,
  area_id integer references areas (id),
  theme_id integer references concepts (id),
  given timestamptz not null,
  -- A voice ends by itself, unless it is confirmed before; a stop does not, or the voice would go on unasked.
  ends timestamptz,
  reminded timestamptz,
  ended timestamptz,
  -- parted: one blocked the other. Whoever reads this row learns only that it ended.
  how_ended text check (how_ended in
    ('taken-back', 'renewed', 'declined', 'lapsed', 'left', 'moved', 'level', 'parted', 'merged')),
  -- Set when whose voice it is knows that it ended without them.
  told timestamptz,
  check (num_nonnulls(community_id, area_id) = 1),
  check (to_id is not null or theme_id is not null),
  check (by_id <> to_id),
  check ((to_id is null) = (ends is null)),
  check (ends > given),
  check ((ended is null) = (how_ended is null))
);
create unique index delegations_standing on delegations
  (by_id, coalesce(community_id, '00000000-0000-0000-0000-000000000000'), coalesce(area_id, 0), coalesce(theme_id, 0))
  where ended is null;
create index delegations_by on delegations (by_id, given desc);
create index delegations_to on delegations (to_id, given desc);
-- Also those that ended: a count asks how it was when the vote closed.
create index delegations_community on delegations (community_id, theme_id) where community_id is not null;
create index delegations_area on delegations (area_id, theme_id) where area_id is not null;
create index delegations_theme on delegations (theme_id) where ended is null and theme_id is not null;
create index delegations_ending on delegations (ends) where ended is null;
create index delegations_untold on delegations (ended) where ended is not null and told is null;
create index delegations_over on delegations (ended) where ended is not null;

-- Somebody would rather vote only for themselves.
create table delegation_refusals (
  id uuid primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  since timestamptz not null,
  ended timestamptz
);
create unique index delegation_refusals_standing on delegation_refusals (resident_id) where ended is null;
create index delegation_refusals_resident on delegation_refusals (resident_id, since);

-- A voice goes back to its owner as soon as one of both does not belong there any more. No code path can forget it.
create function end_delegations_of_member() returns trigger language plpgsql as $$
begin
  update delegations set ended = coalesce(new.ended, new.guest_since), how_ended = 'left'
    where community_id = new.community_id and ended is null and new.resident_id in (by_id, to_id);
  return null;
end;
$$;
create trigger memberships_end_delegations after update of ended, guest_since on memberships
  for each row when ((old.ended is null and new.ended is not null)
    or (old.guest_since is null and new.guest_since is not null))
  execute function end_delegations_of_member();

create function end_delegations_of_leaver() returns trigger language plpgsql as $$
begin
  update delegations set ended = new.left_at, how_ended = 'left' where ended is null and new.id in (by_id, to_id);
  return null;
end;
$$;
create trigger residents_end_delegations after update of left_at on residents
  for each row when (old.left_at is null and new.left_at is not null) execute function end_delegations_of_leaver();

create function end_delegations_of_mover() returns trigger language plpgsql as $$
begin
  update delegations d set ended = greatest(now(), d.given), how_ended = 'moved'
    where d.ended is null and d.area_id is not null and new.id in (d.by_id, d.to_id)
      and not exists (select 1 from areas home join areas around on around.id = d.area_id
        where home.id in (new.street_id, new.buurt_id, new.wijk_id, new.gemeente_id)
          and home.path like around.path || '%');
  return null;
end;
$$;
create trigger residents_move_delegations after update of street_id, buurt_id, wijk_id, gemeente_id on residents
  for each row when ((old.street_id, old.buurt_id, old.wijk_id, old.gemeente_id)
    is distinct from (new.street_id, new.buurt_id, new.wijk_id, new.gemeente_id))
  execute function end_delegations_of_mover();

create function end_delegations_of_unproven() returns trigger language plpgsql as $$
begin
  update delegations set ended = new.since, how_ended = 'level'
    where ended is null and new.resident_id in (by_id, to_id);
  return null;
end;
$$;
create trigger resident_levels_end_delegations after insert on resident_levels
  for each row when (new.level = 'applicant') execute function end_delegations_of_unproven();

-- Both are locked first, as by who gives a voice: of a block and a voice that come at once, one sees the other.
create function end_delegations_of_blocked() returns trigger language plpgsql as $$
begin
  perform 1 from residents where id in (new.blocker_id, new.blocked_id) order by id for no key update;
  update delegations set ended = new.created, how_ended = 'parted'
    where ended is null and (by_id, to_id) in
      ((new.blocker_id, new.blocked_id), (new.blocked_id, new.blocker_id));
  return null;
end;
$$;
create trigger blocks_end_delegations after insert on blocks
  for each row execute function end_delegations_of_blocked();
