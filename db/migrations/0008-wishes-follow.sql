-- A wish always lies where its resident lives, and is listed only while nothing stands in the way. No code path can
-- forget this: who chooses protected mode disappears from formation in the same transaction.
create function place_wish() returns trigger language plpgsql as $$
declare
  home residents;
  private boolean;
begin
  select * into home from residents where id = new.resident_id;
  select sensitive into private from concepts where id = new.concept_id;
  new.cell := home.cell;
  new.street_id := home.street_id;
  new.buurt_id := home.buurt_id;
  new.wijk_id := home.wijk_id;
  new.gemeente_id := home.gemeente_id;
  new.listed := new.findable and not private and home.level <> 'applicant' and home.adult
    and not home.protected and home.left_at is null and home.cell is not null;
  return new;
end;
$$;
create trigger wishes_place before insert or update on wishes
  for each row execute function place_wish();

create function relist_wishes() returns trigger language plpgsql as $$
begin
  update wishes set findable = findable where resident_id = new.id and ended is null;
  return null;
end;
$$;
create trigger residents_relist
  after update of level, adult, protected, left_at, cell, street_id, buurt_id, wijk_id, gemeente_id on residents
  for each row execute function relist_wishes();

create function relist_concept() returns trigger language plpgsql as $$
begin
  -- Who agreed to be counted for a sensitive wish did not agree to be found when it no longer is one.
  update wishes set findable = findable and new.sensitive where concept_id = new.id and ended is null and old.sensitive;
  update wishes set findable = findable where concept_id = new.id and ended is null and not old.sensitive;
  return null;
end;
$$;
create trigger concepts_relist after update of sensitive on concepts
  for each row when (old.sensitive is distinct from new.sensitive) execute function relist_concept();
