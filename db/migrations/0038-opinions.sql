-- A question to a community or to an area, with short statements that people agree or disagree with.
create table opinion_questions (
  id uuid primary key,
  community_id uuid references communities (id) on delete cascade,
  area_id integer references areas (id),
  title text not null check (length(title) between 1 and 120),
  about text not null default '' check (length(about) <= 800),
  -- Who asked it, and looks after it.
  host_id uuid references residents (id) on delete set null,
  -- Statements of others wait until the host has read them.
  screened boolean not null,
  opened timestamptz not null,
  ends timestamptz not null,
  closed timestamptz,
  closed_why text not null default '' check (length(closed_why) <= 300),
  -- When the first map of groups was published.
  mapped timestamptz,
  check ((community_id is null) <> (area_id is null))
);
create index opinion_questions_community on opinion_questions (community_id, opened desc) where community_id is not null;
create index opinion_questions_area on opinion_questions (area_id, opened desc) where area_id is not null;
create index opinion_questions_host on opinion_questions (host_id);

-- Who takes part, by a mark: who it is cannot be read from the store, only asked by somebody with the key for one resident
-- (opinions/marks.ts). No moment and no order stands with it.
create table opinion_takers (
  mark uuid primary key,
  question_id uuid not null references opinion_questions (id) on delete cascade,
  -- Null when nothing is new since they were in a map; before that they are fresh, and have come with their first vote.
  news text default 'fresh' check (news in ('fresh', 'came', 'more')),
  -- The last day of the question, from which is counted how long this is kept.
  ends timestamptz not null
);
create index opinion_takers_ends on opinion_takers (ends);
create index opinion_takers_question on opinion_takers (question_id);

create table opinion_statements (
  id uuid primary key,
  question_id uuid not null references opinion_questions (id) on delete cascade,
  text text not null check (length(text) <= 140),
  -- By whom, where it was not the host's to begin with; gone with who was erased.
  by_mark uuid references opinion_takers (mark) on delete set null,
  seed boolean not null default false,
  -- The day, and no moment: who wrote it could be told by that.
  added date not null,
  state text not null check (state in ('open', 'waiting', 'rejected', 'withdrawn')),
  judged timestamptz,
  judged_by uuid references residents (id) on delete set null,
  why text not null default '' check (length(why) <= 300),
  -- How much it deserves to be seen next, as of the last look.
  priority double precision not null,
  extremity double precision not null default 0
);
create index opinion_statements_question on opinion_statements (question_id, state);
create index opinion_statements_mark on opinion_statements (by_mark) where by_mark is not null;
create index opinion_statements_judge on opinion_statements (judged_by) where judged_by is not null;

-- The last vote of each on each statement: 1 agree, 0 pass, -1 disagree, null not known yet.
create table opinion_votes (
  mark uuid not null references opinion_takers (mark) on delete cascade,
  statement_id uuid not null references opinion_statements (id) on delete cascade,
  vote smallint check (vote between -1 and 1),
  primary key (mark, statement_id)
);
create index opinion_votes_statement on opinion_votes (statement_id);

-- Questions on which there are votes that were not looked at yet.
create table opinion_dirty (
  question_id uuid primary key references opinion_questions (id) on delete cascade,
  since timestamptz not null
);
create index opinion_dirty_since on opinion_dirty (since);

-- What was published last of a question. Pages are made of this, never of votes.
create table opinion_maps (
  question_id uuid primary key references opinion_questions (id) on delete cascade,
  made timestamptz not null,
  -- What may be known.
  published jsonb not null,
  -- For the next one: how many took part, and which number of groups was winning. Shown to nobody.
  people integer not null,
  memory jsonb
);

-- The page of a community shows its open questions.
create trigger opinion_questions_touch_insert after insert on opinion_questions
  referencing new table as changed for each statement execute function touch_own();
create trigger opinion_questions_touch_update after update on opinion_questions
  referencing new table as changed old table as was for each statement execute function touch_moved();
create trigger opinion_questions_touch_delete after delete on opinion_questions
  referencing old table as changed for each statement execute function touch_own();
