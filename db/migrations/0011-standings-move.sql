-- `standings.gemeente_id` is a copy of the resident's: it follows when they move, so that authorities are found near
-- their home.
create function move_standings() returns trigger language plpgsql as $$
begin
  update standings set gemeente_id = new.gemeente_id where resident_id = new.id;
  return null;
end;
$$;
create trigger residents_move_standings after update of gemeente_id on residents
  for each row when (old.gemeente_id is distinct from new.gemeente_id) execute function move_standings();
