-- Counts every change of what the page of a community shows, so that the page can be kept as long as nothing changes. Kept by
-- trigger, so that no code path forgets it; beside the community and not in it, so that nobody waits for who is changing it.
create table community_versions (
  community_id uuid primary key references communities (id) on delete cascade,
  version bigint not null
);

create function touch_communities(ids uuid[]) returns void language sql as $$
  -- In one order, so that two who touch the same ones do not wait for each other.
  insert into community_versions as v (community_id, version)
    select c.id, 1 from communities c where c.id = any(ids) order by c.id
    on conflict (community_id) do update set version = v.version + 1;
$$;

-- Of a table that names its community.
create function touch_own() returns trigger language plpgsql as $$
begin
  perform touch_communities(array(select distinct community_id from changed where community_id is not null));
  return null;
end $$;

-- Of a table that names two.
create function touch_both() returns trigger language plpgsql as $$
begin
  perform touch_communities(array(select from_id from changed union select to_id from changed));
  return null;
end $$;

-- A community shows the names of those that it is linked with.
create function touch_linked() returns trigger language plpgsql as $$
begin
  perform touch_communities(array(select id from changed
    union select l.to_id from changed join community_links l on l.from_id = changed.id and l.ended is null
    union select l.from_id from changed join community_links l on l.to_id = changed.id and l.ended is null));
  return null;
end $$;
create trigger communities_touch after update on communities
  referencing new table as changed for each statement execute function touch_linked();

create function touch_moved() returns trigger language plpgsql as $$
begin
  perform touch_communities(array(select community_id from changed where community_id is not null
    union select community_id from was where community_id is not null));
  return null;
end $$;

do $$
declare
  named text;
begin
  foreach named in array array['community_areas', 'community_ambitions', 'outcomes', 'memberships', 'manager_terms',
    'standings', 'activity_communities', 'conversations', 'documents']
  loop
    execute format('create trigger %1$I after insert on %2$I referencing new table as changed
      for each statement execute function touch_own()', named || '_touch_insert', named);
    execute format('create trigger %1$I after update on %2$I referencing new table as changed old table as was
      for each statement execute function touch_moved()', named || '_touch_update', named);
    execute format('create trigger %1$I after delete on %2$I referencing old table as changed
      for each statement execute function touch_own()', named || '_touch_delete', named);
  end loop;
  foreach named in array array['community_links', 'passed_words']
  loop
    execute format('create trigger %1$I after insert on %2$I referencing new table as changed
      for each statement execute function touch_both()', named || '_touch_insert', named);
    execute format('create trigger %1$I after update on %2$I referencing new table as changed
      for each statement execute function touch_both()', named || '_touch_update', named);
    execute format('create trigger %1$I after delete on %2$I referencing old table as changed
      for each statement execute function touch_both()', named || '_touch_delete', named);
  end loop;
end $$;

-- Words that changed; new ones change their conversation.
create function touch_said() returns trigger language plpgsql as $$
begin
  perform touch_communities(array(select distinct v.community_id from changed
    join conversations v on v.id = changed.conversation_id where v.community_id is not null));
  return null;
end $$;
create trigger replies_touch after update on replies
  referencing new table as changed for each statement execute function touch_said();

-- What people do together, and who comes.
create function touch_planned() returns trigger language plpgsql as $$
begin
  perform touch_communities(array(select shared.community_id from activity_communities shared
    where shared.activity_id in (select id from changed)));
  return null;
end $$;
create trigger activities_touch after update on activities
  referencing new table as changed for each statement execute function touch_planned();

create function touch_moment() returns trigger language plpgsql as $$
begin
  perform touch_communities(array(select shared.community_id from activity_communities shared
    where shared.activity_id in (select activity_id from changed)));
  return null;
end $$;
create trigger moments_touch_insert after insert on activity_moments
  referencing new table as changed for each statement execute function touch_moment();
create trigger moments_touch_update after update on activity_moments
  referencing new table as changed for each statement execute function touch_moment();
create trigger moments_touch_delete after delete on activity_moments
  referencing old table as changed for each statement execute function touch_moment();

create function touch_coming() returns trigger language plpgsql as $$
begin
  perform touch_communities(array(select distinct shared.community_id from changed
    join activity_moments m on m.id = changed.moment_id
    join activity_communities shared on shared.activity_id = m.activity_id));
  return null;
end $$;
create trigger attendances_touch_insert after insert on attendances
  referencing new table as changed for each statement execute function touch_coming();
create trigger attendances_touch_update after update on attendances
  referencing new table as changed for each statement execute function touch_coming();
create trigger attendances_touch_delete after delete on attendances
  referencing old table as changed for each statement execute function touch_coming();

-- How somebody is called, and who may know it.
create function touch_people() returns trigger language plpgsql as $$
begin
  perform touch_communities(array(select distinct m.community_id from changed join was on was.id = changed.id
    join memberships m on m.resident_id = changed.id and m.ended is null
    where (changed.display_name, changed.left_at, changed.protected, changed.shows_name, changed.adult, changed.level,
        changed.street_id, changed.buurt_id)
      is distinct from (was.display_name, was.left_at, was.protected, was.shows_name, was.adult, was.level,
        was.street_id, was.buurt_id)));
  return null;
end $$;
create trigger residents_touch after update on residents
  referencing new table as changed old table as was for each statement execute function touch_people();
