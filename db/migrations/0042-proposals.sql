-- Proposals: from an idea to what became of it. One lies in a community, or at a level (its case), never both.
create table proposals (
  id uuid primary key,
  community_id uuid references communities (id) on delete cascade,
  case_id uuid references level_cases (id),
  stage text not null check (stage in ('idea', 'talk', 'proposal', 'decision', 'doing', 'realised', 'tried', 'withdrawn', 'merged')),
  title text not null check (length(title) between 1 and 120),
  -- With which it began; the text grows beside it.
  idea text not null check (length(idea) between 1 and 500),
  -- Longer than the form takes: an amended decision may bring more.
  body text not null default '' check (length(body) <= 8000),
  -- Made of the body when it is written, so that a page only reads.
  html text not null default '',
  costs text not null default '' check (length(costs) <= 500),
  who text not null default '' check (length(who) <= 1000),
  sources text not null default '' check (length(sources) <= 1000),
  version integer not null default 0,
  author_id uuid references residents (id) on delete set null,
  -- Two that became one have two authors.
  with_id uuid references residents (id) on delete set null,
  made timestamptz not null,
  changed timestamptz not null,
  question_id uuid references opinion_questions (id) on delete set null,
  -- Taken over from another place.
  origin_id uuid references proposals (id) on delete set null,
  -- What it became part of.
  merged_into uuid references proposals (id) on delete set null,
  -- The last time it was voted on.
  decision_id uuid references decisions (id) on delete set null,
  worked text not null default '' check (length(worked) <= 2000),
  failed text not null default '' check (length(failed) <= 2000),
  lesson text not null default '' check (length(lesson) <= 500),
  check ((community_id is null) <> (case_id is null)),
  check (id <> origin_id and id <> merged_into)
);
create index proposals_community on proposals (community_id, made desc, id) where community_id is not null;
create index proposals_case on proposals (case_id) where case_id is not null;
create index proposals_author on proposals (author_id) where author_id is not null;
create index proposals_with on proposals (with_id) where with_id is not null;
create index proposals_question on proposals (question_id) where question_id is not null;
create index proposals_origin on proposals (origin_id) where origin_id is not null;
create index proposals_merged on proposals (merged_into) where merged_into is not null;
create unique index proposals_decision on proposals (decision_id) where decision_id is not null;

-- Every step it took, by whom and why. Null: the house did it, such as when the votes were counted.
create table proposal_stages (
  id bigint generated always as identity primary key,
  proposal_id uuid not null references proposals (id) on delete cascade,
  stage text not null,
  by_id uuid references residents (id) on delete set null,
  why text not null default '' check (length(why) <= 1000),
  decision_id uuid references decisions (id) on delete set null,
  entered timestamptz not null
);
create index proposal_stages_proposal on proposal_stages (proposal_id, id);
create index proposal_stages_by on proposal_stages (by_id) where by_id is not null;
create index proposal_stages_decision on proposal_stages (decision_id) where decision_id is not null;

-- Somebody suggests other words for one part of it.
create table proposal_amendments (
  id uuid primary key,
  proposal_id uuid not null references proposals (id) on delete cascade,
  -- The version that they had before them, and the part as it stood there and as they would have it.
  base integer not null,
  part text not null check (part in ('body', 'costs', 'who')),
  before text not null,
  words text not null check (length(words) <= 5000),
  why text not null check (length(why) between 1 and 1000),
  by_id uuid references residents (id) on delete set null,
  made timestamptz not null,
  state text not null default 'open' check (state in ('open', 'taken', 'declined', 'withdrawn')),
  reason text not null default '' check (length(reason) <= 1000),
  answered_by uuid references residents (id) on delete set null,
  answered timestamptz,
  check ((state = 'open') = (answered is null))
);
create index proposal_amendments_proposal on proposal_amendments (proposal_id, made desc, id);
create index proposal_amendments_by on proposal_amendments (by_id) where by_id is not null;
create index proposal_amendments_answered_by on proposal_amendments (answered_by) where answered_by is not null;

-- A text as it was. One `aside` was written at the same moment as another and not chosen.
create table proposal_versions (
  proposal_id uuid not null references proposals (id) on delete cascade,
  version integer not null,
  title text not null,
  body text not null,
  costs text not null,
  who text not null,
  sources text not null,
  why text not null default '' check (length(why) <= 1000),
  written_by uuid references residents (id) on delete set null,
  written timestamptz not null,
  restored integer,
  aside boolean not null default false,
  -- Whose words were taken over in it.
  amendment_id uuid references proposal_amendments (id) on delete set null,
  primary key (proposal_id, version)
);
create index proposal_versions_by on proposal_versions (written_by) where written_by is not null;
create index proposal_versions_amendment on proposal_versions (amendment_id) where amendment_id is not null;

-- "Ik steun dit", as long as it stands: who takes it back leaves no row.
create table proposal_supports (
  id uuid primary key,
  proposal_id uuid not null references proposals (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  since timestamptz not null,
  unique (proposal_id, resident_id)
);
create index proposal_supports_resident on proposal_supports (resident_id);

-- One author asks another whether their two proposals become one.
create table proposal_merges (
  id uuid primary key,
  from_id uuid not null references proposals (id) on delete cascade,
  to_id uuid not null references proposals (id) on delete cascade,
  why text not null default '' check (length(why) <= 1000),
  asked_by uuid references residents (id) on delete set null,
  asked timestamptz not null,
  answer text check (answer in ('yes', 'no', 'withdrawn')),
  answered_by uuid references residents (id) on delete set null,
  answered timestamptz,
  -- What the two became.
  into_id uuid references proposals (id) on delete set null,
  check (from_id <> to_id),
  check ((answer is null) = (answered is null))
);
create unique index proposal_merges_open on proposal_merges (least(from_id, to_id), greatest(from_id, to_id)) where answer is null;
create index proposal_merges_from on proposal_merges (from_id);
create index proposal_merges_to on proposal_merges (to_id);
create index proposal_merges_into on proposal_merges (into_id) where into_id is not null;
create index proposal_merges_asked_by on proposal_merges (asked_by) where asked_by is not null;
create index proposal_merges_answered_by on proposal_merges (answered_by) where answered_by is not null;

-- Who supported one of the two is asked whether that holds for what they became; no answer is no support.
create table proposal_carries (
  id uuid primary key,
  proposal_id uuid not null references proposals (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  asked timestamptz not null,
  unique (proposal_id, resident_id)
);
create index proposal_carries_resident on proposal_carries (resident_id);

-- What is done when it was adopted: who, and when.
create table proposal_steps (
  id uuid primary key,
  proposal_id uuid not null references proposals (id) on delete cascade,
  words text not null check (length(words) between 1 and 200),
  who text not null default '' check (length(who) <= 80),
  due date,
  by_id uuid references residents (id) on delete set null,
  made timestamptz not null,
  done timestamptz,
  done_by uuid references residents (id) on delete set null
);
create index proposal_steps_proposal on proposal_steps (proposal_id, made, id);
create index proposal_steps_by on proposal_steps (by_id) where by_id is not null;
create index proposal_steps_done_by on proposal_steps (done_by) where done_by is not null;

-- How it goes: told on the way; of an advice to whom it went, and what came back.
create table proposal_reports (
  id uuid primary key,
  proposal_id uuid not null references proposals (id) on delete cascade,
  kind text not null check (kind in ('progress', 'sent', 'answer')),
  -- Of an advice: to whom it went, or who answered.
  party text not null default '' check (length(party) <= 120),
  words text not null check (length(words) between 1 and 2000),
  by_id uuid references residents (id) on delete set null,
  told timestamptz not null
);
create index proposal_reports_proposal on proposal_reports (proposal_id, told, id);
create index proposal_reports_by on proposal_reports (by_id) where by_id is not null;

-- While people vote, nobody changes what they vote on; only the second round of a consent decision does.
create function proposal_stands_still() returns trigger language plpgsql as $$
begin
  if old.stage = 'decision' and new.stage = 'decision' and old.decision_id = new.decision_id
      and (new.title, new.body, new.costs, new.who) is distinct from (old.title, old.body, old.costs, old.who)
      and not exists (select from decisions d where d.id = new.decision_id and d.round = 2) then
    raise exception 'a proposal stands still while people vote on it';
  end if;
  return new;
end $$;
create trigger proposals_stand_still before update on proposals
  for each row execute function proposal_stands_still();

-- The page of a community shows what is proposed.
create trigger proposals_touch_insert after insert on proposals referencing new table as changed
  for each statement execute function touch_own();
create trigger proposals_touch_update after update on proposals referencing new table as changed old table as was
  for each statement execute function touch_moved();
create trigger proposals_touch_delete after delete on proposals referencing old table as changed
  for each statement execute function touch_own();

-- What is proposed is found (see 0033); at a level it is public.
create view search_of_proposal as
  select p.id as ref, p.community_id,
    case when k.id is null then search_keys(c, false) else array['p'] end as keys,
    case when k.id is null then search_places(p.community_id) else search_around(array[k.area_id]) end as places,
    concat_ws(' ', p.title, p.idea, p.body) as words
  from proposals p left join communities c on c.id = p.community_id left join level_cases k on k.id = p.case_id;
select search_kind('proposal');
create trigger proposals_search_new after insert on proposals for each row execute function search_follow('proposal');
create trigger proposals_search after update of title, idea, body on proposals for each row
  when ((old.title, old.idea, old.body) is distinct from (new.title, new.idea, new.body)) execute function search_follow('proposal');
create trigger proposals_search_gone after delete on proposals for each row execute function search_follow('proposal');

-- What is said about a proposal of an area is said among those who live at its level, and goes along when it moves.
alter table conversations drop constraint conversations_check3;
alter table conversations add check (about_id is null or community_id is not null or (about_kind = 'proposal' and area_id is not null));
create function talk_follows_level() returns trigger language plpgsql as $$
begin
  update conversations v set area_id = new.area_id from proposals p
    where p.case_id = new.id and v.about_kind = 'proposal' and v.about_id = p.id and v.area_id is not null;
  perform search_put_proposal(array(select id from proposals where case_id = new.id));
  return null;
end $$;
create trigger talk_follows_level after update of area_id on level_cases
  for each row when (old.area_id is distinct from new.area_id) execute function talk_follows_level();
