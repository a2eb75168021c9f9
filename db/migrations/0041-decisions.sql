-- Decisions: a question, what can be chosen, and the voices of who is asked. How a decision is made is said beforehand and
-- never changes; the words stand from the first ballot on.
create table decisions (
  id uuid primary key,
  community_id uuid references communities (id) on delete cascade,
  area_id integer references areas (id),
  -- What it is about; with the place it is the one scope in which voices are carried.
  theme_id integer references concepts (id),
  -- Where it came from, such as a proposal: a path on this site.
  origin text check (length(origin) <= 200),
  method text not null check (method in ('consent', 'majority', 'approval', 'score', 'ranked', 'seats', 'budget', 'date')),
  form text not null check (form in ('open', 'closed')),
  needs text not null check (needs in ('verified', 'assured')),
  question text not null check (length(question) between 1 and 200),
  explanation text not null default '' check (length(explanation) <= 8000),
  -- Made of the explanation when it is written, so that a page only reads.
  html text not null default '',
  seats smallint check (seats between 1 and 20),
  -- In whole euros.
  budget integer check (budget between 1 and 100000000),
  -- Per cent of who could vote that has to take part.
  quorum smallint check (quorum between 1 and 100),
  -- Consent: 1, and 2 after the one round of amendment, in which the majority decides where an objection stands.
  round smallint not null default 1 check (round in (1, 2)),
  opened_by uuid references residents (id) on delete set null,
  opened timestamptz not null,
  opens timestamptz not null,
  closes timestamptz not null,
  -- amending: consent with objections, which waits for an amended text. void: nothing can be counted any more.
  state text not null default 'open' check (state in ('open', 'amending', 'decided', 'withdrawn', 'void')),
  reminded timestamptz,
  counted timestamptz,
  -- How many could vote and how many voices were cast, and the whole count, once it is closed.
  electorate integer,
  voices integer,
  result jsonb,
  -- SHA-256 of the ballots and the result as they can be downloaded, in hexadecimals.
  digest text check (length(digest) = 64),
  check ((community_id is null) <> (area_id is null)),
  check (opens < closes),
  -- An objection is talked about, so it has a name.
  check (method <> 'consent' or form = 'open'),
  check ((method = 'seats') = (seats is not null)),
  check ((method = 'budget') = (budget is not null)),
  check ((state = 'decided') = (result is not null))
);
create index decisions_community on decisions (community_id, closes desc, id) where community_id is not null;
create index decisions_area on decisions (area_id, closes desc, id) where area_id is not null;
create index decisions_due on decisions (closes) where state = 'open';
create index decisions_waiting on decisions (closes) where state = 'amending';
create index decisions_opened_by on decisions (opened_by) where opened_by is not null;

create table decision_options (
  decision_id uuid not null references decisions (id) on delete cascade,
  -- From 0, in the order of being proposed: that is the tie rule.
  place smallint not null check (place between 0 and 99),
  words text not null check (length(words) between 1 and 200),
  cost integer check (cost between 1 and 100000000),
  starts timestamptz,
  primary key (decision_id, place)
);

-- What was done to a decision, by whom and why.
create table decision_changes (
  id bigint generated always as identity primary key,
  decision_id uuid not null references decisions (id) on delete cascade,
  kind text not null check (kind in ('opened', 'amended', 'withdrawn', 'void')),
  by_id uuid references residents (id) on delete set null,
  why text not null default '' check (length(why) <= 1000),
  -- The words as they stood before they were amended.
  before text not null default '',
  changed timestamptz not null
);
create index decision_changes_decision on decision_changes (decision_id, id);
create index decision_changes_by on decision_changes (by_id) where by_id is not null;

-- Open form: who chose what. Who leaves the house leaves a voice without a name.
create table decision_ballots (
  id uuid primary key,
  decision_id uuid not null references decisions (id) on delete cascade,
  round smallint not null,
  resident_id uuid references residents (id) on delete set null,
  choice jsonb not null,
  -- Of an objection, why.
  reason text not null default '' check (length(reason) <= 1000),
  paper boolean not null default false,
  cast_on date not null,
  -- How many people speak with it: those who gave their voice to this voter are counted in at closing.
  voices integer not null default 1 check (voices > 0)
);
create unique index decision_ballots_one on decision_ballots (decision_id, round, resident_id);
create index decision_ballots_resident on decision_ballots (resident_id) where resident_id is not null;

-- Where the voice of somebody who did not vote went: frozen at closing. Null `through_id`: it was carried by nobody.
create table decision_voices (
  decision_id uuid not null references decisions (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  through_id uuid references residents (id) on delete set null,
  ending text not null,
  primary key (decision_id, resident_id)
);
create index decision_voices_resident on decision_voices (resident_id);
create index decision_voices_through on decision_voices (through_id) where through_id is not null;

-- Closed form (docs/decisions/0008): who voted, on its own, with no order, no hour, nothing that a ballot has too. In both
-- forms: who votes on paper, and so not on a screen.
create table decision_marks (
  id uuid primary key,
  decision_id uuid not null references decisions (id) on delete cascade,
  resident_id uuid references residents (id) on delete set null,
  paper boolean not null default false,
  -- When the vote closed, the same for all: from then on the mark is kept for a while, and goes.
  voted_until timestamptz
);
create index decision_marks_over on decision_marks (voted_until) where voted_until is not null;
create unique index decision_marks_one on decision_marks (decision_id, resident_id);
create index decision_marks_resident on decision_marks (resident_id) where resident_id is not null;

-- The key of one closed ballot box, sealed with the secret of this house. It is destroyed at closing, and stands in no
-- backup of ours (platform/backup/schema.ts).
create table decision_keys (
  decision_id uuid primary key references decisions (id) on delete cascade,
  sealed bytea not null
);

-- Ballots in the box, locked with that key and all of one length, until they are counted. Then they are destroyed.
create table decision_sealed (
  id uuid primary key,
  decision_id uuid not null references decisions (id) on delete cascade,
  sealed bytea not null
);
create index decision_sealed_decision on decision_sealed (decision_id);

-- After closing: receipt code and choice. Written in one transaction in the order of the codes, which are random.
create table decision_receipts (
  decision_id uuid not null references decisions (id) on delete cascade,
  code text not null,
  choice jsonb not null,
  primary key (decision_id, code)
);

-- Who of the electorate may enter ballots of paper.
create table decision_tellers (
  decision_id uuid not null references decisions (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  primary key (decision_id, resident_id)
);
create index decision_tellers_resident on decision_tellers (resident_id);

-- Ballots of paper, made many at once. A code belongs to nobody: who got one stands among the marks, without it.
create table decision_papers (
  id uuid primary key,
  decision_id uuid not null references decisions (id) on delete cascade,
  code_hash bytea not null,
  -- What the first of two read on it, locked; gone when the second confirms.
  first_id uuid references residents (id) on delete set null,
  first_entry bytea,
  used boolean not null default false,
  unique (decision_id, code_hash),
  check (not used or first_entry is null)
);
create index decision_papers_first on decision_papers (first_id) where first_id is not null;

-- How it is decided, and who is asked, was said beforehand.
create function decision_keeps_its_word() returns trigger language plpgsql as $$
begin
  if (new.method, new.form, new.needs, new.seats, new.budget, new.quorum, new.community_id, new.area_id, new.opened, new.opens)
      is distinct from (old.method, old.form, old.needs, old.seats, old.budget, old.quorum, old.community_id, old.area_id, old.opened, old.opens) then
    raise exception 'how a decision is made does not change';
  end if;
  if (new.question, new.explanation, new.html, new.closes) is distinct from (old.question, old.explanation, old.html, old.closes)
      and (exists (select from decision_ballots where decision_id = new.id and round = new.round)
        or exists (select from decision_marks where decision_id = new.id)) then
    raise exception 'the words of a decision stand from the first ballot on';
  end if;
  if old.state in ('decided', 'withdrawn', 'void') and (new.state, new.result, new.digest) is distinct from (old.state, old.result, old.digest) then
    raise exception 'what is decided stays decided';
  end if;
  return new;
end $$;
create trigger decisions_keep_their_word before update on decisions
  for each row execute function decision_keeps_its_word();

create function options_keep_their_word() returns trigger language plpgsql as $$
begin
  if exists (select from decision_ballots where decision_id = old.decision_id)
      or exists (select from decision_marks where decision_id = old.decision_id) then
    raise exception 'the words of a decision stand from the first ballot on';
  end if;
  return coalesce(new, old);
end $$;
create trigger options_keep_their_word before update on decision_options
  for each row execute function options_keep_their_word();

-- The page of a community shows what is to be decided.
create trigger decisions_touch_insert after insert on decisions referencing new table as changed
  for each statement execute function touch_own();
create trigger decisions_touch_update after update on decisions referencing new table as changed old table as was
  for each statement execute function touch_moved();
create trigger decisions_touch_delete after delete on decisions referencing old table as changed
  for each statement execute function touch_own();

-- Who lives in a wijk or gemeente, which is who is asked there.
create index if not exists residents_wijk on residents (wijk_id) where left_at is null;
create index if not exists residents_gemeente on residents (gemeente_id) where left_at is null;
