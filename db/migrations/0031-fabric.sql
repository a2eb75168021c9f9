-- What joins communities: circles whose members follow the designations, guided rounds between them, and words passed on.

-- Members follow the designations by themselves: nobody joins, knocks or is invited.
alter table communities add column by_designation boolean not null default false;
-- A pop-up: after this day it rests by itself.
alter table communities add column ends_on date;
create index communities_ends on communities (ends_on) where ends_on is not null and state in ('forming', 'active');

-- A community of people who are designated, or of one wish across places.
create table circles (
  community_id uuid primary key references communities (id) on delete cascade,
  kind text not null check (kind in ('ambassadors', 'authorities', 'ambition')),
  -- Where they are designated; a wish has no place.
  area_id integer references areas (id),
  -- The theme they know, or the wish.
  concept_id integer references concepts (id),
  check ((kind = 'ambition') = (area_id is null)),
  check ((kind = 'ambassadors') = (concept_id is null))
);
create index circles_area on circles (area_id);
create index circles_concept on circles (concept_id);

-- Intervisie: one brings a case; the others ask, then advise; and who brought it says what they take along.
create table rounds (
  id uuid primary key,
  community_id uuid not null references communities (id) on delete cascade,
  brought_by uuid references residents (id) on delete set null,
  title text not null check (length(title) between 1 and 120),
  words text not null check (length(words) between 1 and 4000),
  phase text not null default 'questions' check (phase in ('questions', 'advice', 'done')),
  taken text check (length(taken) between 1 and 2000),
  brought timestamptz not null,
  moved timestamptz not null,
  check ((phase = 'done') = (taken is not null))
);
create index rounds_community on rounds (community_id, brought desc, id);
create unique index rounds_running on rounds (community_id, brought_by) where phase <> 'done';
create index rounds_brought on rounds (brought_by);

create table round_words (
  id uuid primary key,
  round_id uuid not null references rounds (id) on delete cascade,
  kind text not null check (kind in ('question', 'advice')),
  by_id uuid references residents (id) on delete set null,
  words text not null check (length(words) between 1 and 2000),
  said timestamptz not null,
  answer text check (length(answer) between 1 and 2000),
  answered timestamptz,
  check ((answer is null) = (answered is null)),
  check (kind = 'question' or answer is null)
);
create index round_words_round on round_words (round_id, said, id);
create unique index round_advice on round_words (round_id, by_id) where kind = 'advice';
create index round_words_by on round_words (by_id);

-- Words of one community for another that it is connected with; that one decides whether they are seen there.
create table passed_words (
  id uuid primary key,
  from_id uuid not null references communities (id) on delete cascade,
  to_id uuid not null references communities (id) on delete cascade,
  by_id uuid references residents (id) on delete set null,
  title text not null check (length(title) between 1 and 120),
  words text not null check (length(words) between 1 and 1000),
  passed timestamptz not null,
  answer text check (answer in ('shown', 'declined')),
  answered timestamptz,
  answered_by uuid references residents (id) on delete set null,
  check (from_id <> to_id),
  check ((answer is null) = (answered is null))
);
create index passed_words_to on passed_words (to_id, passed desc);
create index passed_words_from on passed_words (from_id, passed desc);
create index passed_words_by on passed_words (by_id, passed desc);
