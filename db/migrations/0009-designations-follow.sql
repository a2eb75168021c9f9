-- Members, designations and standings move together. No code path can forget it: who leaves a community is no longer
-- counted, no longer points at anybody there, and nobody there points at them.
create function count_members() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' and new.ended is null then
    update communities set members = members + 1 where id = new.community_id;
  elsif tg_op = 'DELETE' and old.ended is null then
    update communities set members = members - 1 where id = old.community_id;
  elsif tg_op = 'UPDATE' and old.ended is null and new.ended is not null then
    update communities set members = members - 1 where id = new.community_id;
    update designations set ended = new.ended, how_ended = 'left'
      where community_id = new.community_id and ended is null and new.resident_id in (by_id, to_id);
    update manager_wishes set ended = new.ended
      where community_id = new.community_id and ended is null and new.resident_id in (resident_id, candidate_id);
  end if;
  return null;
end;
$$;
create trigger memberships_count after insert or update of ended or delete on memberships
  for each row execute function count_members();

-- The row is locked before it is judged: a count that another transaction is changing is read only after that one.
create function count_standing() returns trigger language plpgsql as $$
declare
  pointed designations;
  counted integer;
begin
  if tg_op = 'INSERT' then
    if new.ended is null then
      insert into standings as s (community_id, kind, theme_id, resident_id, gemeente_id, standing)
        values (new.community_id, new.kind, new.theme_id, new.to_id,
          (select gemeente_id from residents where id = new.to_id), 1)
        on conflict (community_id, kind, resident_id, coalesce(theme_id, 0)) do update set standing = s.standing + 1;
    end if;
    return null;
  end if;
  if old.ended is not null or (tg_op = 'UPDATE' and new.ended is null) then
    return null;
  end if;
  pointed := old;
  select standing into counted from standings
    where community_id = pointed.community_id and kind = pointed.kind and resident_id = pointed.to_id
      and coalesce(theme_id, 0) = coalesce(pointed.theme_id, 0)
    for update;
  if counted > 1 then
    update standings set standing = standing - 1
      where community_id = pointed.community_id and kind = pointed.kind and resident_id = pointed.to_id
        and coalesce(theme_id, 0) = coalesce(pointed.theme_id, 0);
  else
    delete from standings
      where community_id = pointed.community_id and kind = pointed.kind and resident_id = pointed.to_id
        and coalesce(theme_id, 0) = coalesce(pointed.theme_id, 0);
  end if;
  return null;
end;
$$;
create trigger designations_count after insert or update of ended or delete on designations
  for each row execute function count_standing();

create index designations_community on designations (community_id, to_id) where ended is null;
create index standings_theme_standing on standings (theme_id, standing desc) where theme_id is not null;
create index communities_name on communities using gin (lower(name) gin_trgm_ops);
create index communities_founded on communities (founded desc, id);
create index memberships_listed on memberships (community_id, joined, id) where ended is null;
create index join_requests_waiting on join_requests (community_id, asked) where answer is null;
create index community_links_from on community_links (from_id) where ended is null;
create index calls_waiting on calls (to_id) where answer is null;
