-- Who becomes a guest no longer points at anybody in that community, and nobody there points at them; nor do they wish for
-- a manager or are wished for. As with who leaves (`count_members`), no code path can forget it.
create function let_guest_go() returns trigger language plpgsql as $$
begin
  update designations set ended = new.guest_since, how_ended = 'left'
    where community_id = new.community_id and ended is null and new.resident_id in (by_id, to_id);
  update manager_wishes set ended = new.guest_since
    where community_id = new.community_id and ended is null and new.resident_id in (resident_id, candidate_id);
  return null;
end;
$$;
create trigger memberships_guest after update of guest_since on memberships
  for each row when (old.guest_since is null and new.guest_since is not null) execute function let_guest_go();

-- A proposal that nobody answered in time lapsed; nobody took it back.
alter table steward_proposals drop constraint steward_proposals_how_ended_check;
alter table steward_proposals add constraint steward_proposals_how_ended_check
  check (how_ended in ('done', 'declined', 'withdrawn', 'lapsed', 'left'));
update steward_proposals set how_ended = 'lapsed' where how_ended = 'withdrawn' and ended >= ends;
