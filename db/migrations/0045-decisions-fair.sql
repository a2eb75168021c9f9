-- Nobody becomes a teller without wanting it, and who asked does not choose both tellers alone: the other says yes first.
alter table decision_tellers
  add column accepted timestamptz;
update decision_tellers set accepted = now();

-- A vote of a small group may close when everybody voted: then its closing moment is that moment, and never a later one.
create or replace function decision_keeps_its_word() returns trigger language plpgsql as $$
begin
  if (new.method, new.form, new.needs, new.seats, new.budget, new.quorum, new.community_id, new.area_id, new.opened, new.opens)
      is distinct from (old.method, old.form, old.needs, old.seats, old.budget, old.quorum, old.community_id, old.area_id, old.opened, old.opens) then
    raise exception 'how a decision is made does not change';
  end if;
  if ((new.question, new.explanation, new.html) is distinct from (old.question, old.explanation, old.html)
      or new.closes <> old.closes and not (new.form = 'open' and new.closes < old.closes and old.state = 'open'
        and new.state in ('amending', 'decided')))
      and (exists (select from decision_ballots where decision_id = new.id and round = new.round)
        or exists (select from decision_marks where decision_id = new.id)) then
    raise exception 'the words of a decision stand from the first ballot on';
  end if;
  if old.state in ('decided', 'withdrawn', 'void') and (new.state, new.result, new.digest) is distinct from (old.state, old.result, old.digest) then
    raise exception 'what is decided stays decided';
  end if;
  return new;
end $$;
