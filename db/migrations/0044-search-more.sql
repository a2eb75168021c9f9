-- More that is found (see 0033): what neighbours are asked to think of, and what they decide.
create view search_of_question as
  select q.id as ref, q.community_id,
    case when q.area_id is null then search_keys(c, false) else array['a' || q.area_id] end as keys,
    case when q.area_id is null then search_places(q.community_id) else search_around(array[q.area_id]) end as places,
    concat_ws(' ', q.title, q.about) as words
  from opinion_questions q left join communities c on c.id = q.community_id;

-- What is decided in an area is public.
create view search_of_decision as
  select d.id as ref, d.community_id,
    case when d.area_id is null then search_keys(c, false) else array['p'] end as keys,
    case when d.area_id is null then search_places(d.community_id) else search_around(array[d.area_id]) end as places,
    concat_ws(' ', d.question, d.explanation) as words
  from decisions d left join communities c on c.id = d.community_id;

select search_kind(kind) from unnest(array['question', 'decision']) kind;

create trigger opinion_questions_search_new after insert on opinion_questions for each row execute function search_follow('question');
create trigger opinion_questions_search after update of title, about on opinion_questions for each row
  when ((old.title, old.about) is distinct from (new.title, new.about)) execute function search_follow('question');
create trigger opinion_questions_search_gone after delete on opinion_questions for each row execute function search_follow('question');
create trigger decisions_search_new after insert on decisions for each row execute function search_follow('decision');
create trigger decisions_search after update of question, explanation on decisions for each row
  when ((old.question, old.explanation) is distinct from (new.question, new.explanation)) execute function search_follow('decision');
create trigger decisions_search_gone after delete on decisions for each row execute function search_follow('decision');

-- What communities say to each other is found by members of each of them, as long as they share it.
create or replace view search_of_talk as
  select r.id as ref, v.community_id,
    case when v.area_id is null then search_keys(c, false) || array(select 'c' || s.community_id from conversation_shares s
      where s.conversation_id = v.id and s.accepted is not null and s.ended is null)
    else array['a' || v.area_id] end as keys,
    case when v.area_id is null then search_places(v.community_id) else search_around(array[v.area_id]) end as places,
    case when r.seq = 1 then concat_ws(' ', v.title, r.words) else r.words end as words
  from replies r join conversations v on v.id = r.conversation_id left join communities c on c.id = v.community_id
  where r.withdrawn is null or r.seq = 1;

create function search_follow_share() returns trigger language plpgsql as $$
begin
  perform search_put_talk(array(select id from replies
    where conversation_id = case when tg_op = 'DELETE' then old.conversation_id else new.conversation_id end));
  return null;
end $$;
create trigger conversation_shares_search after update of accepted, ended on conversation_shares for each row
  when ((old.accepted, old.ended) is distinct from (new.accepted, new.ended)) execute function search_follow_share();
create trigger conversation_shares_search_gone after delete on conversation_shares for each row
  when (old.accepted is not null and old.ended is null) execute function search_follow_share();

select search_put_question(array(select id from opinion_questions));
select search_put_decision(array(select id from decisions));
select search_put_talk(array(select r.id from replies r join conversations v on v.id = r.conversation_id where v.shared));
