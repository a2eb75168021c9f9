-- The level compass: what is decided where, who holds the power, and cases that move up or down.

-- A theme of daily practice. What it says stands in its versions; `version` is the one that counts.
create table competences (
  id integer generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]{2,60}$'),
  version integer not null
);

-- Every version stays readable: who, when and why.
create table competence_versions (
  competence_id integer not null references competences (id) on delete cascade,
  version integer not null,
  name text not null check (length(name) between 2 and 80),
  -- Other words under which people look for it.
  words text[] not null default '{}' check (cardinality(words) <= 20),
  -- Who holds the formal power. A waterschap is an overlay; the other levels are kinds of area.
  level text not null check (level in ('street', 'buurt', 'wijk', 'gemeente', 'waterschap', 'provincie', 'land', 'europa')),
  -- What residents have at that level: they decide themselves, or advise who decides.
  say text not null check (say in ('say', 'advice')),
  basis text not null check (basis in ('own', 'report', 'permit', 'bylaw', 'challenge', 'budget', 'advice')),
  theme_id integer references concepts (id),
  doing text not null check (length(doing) between 1 and 600),
  notify text not null check (length(notify) between 1 and 300),
  -- Null: nobody opened a source for it yet.
  source text check (length(source) between 3 and 300),
  -- Not used any more; cases that stand on it stay.
  retired boolean not null default false,
  made timestamptz not null,
  -- Null for what came with the program.
  by_id uuid references residents (id) on delete set null,
  why text not null check (length(why) between 1 and 500),
  primary key (competence_id, version)
);
create index competence_versions_theme on competence_versions (theme_id);
create index competence_versions_by on competence_versions (by_id);

-- Something that was laid before neighbours, and at which level.
create table level_cases (
  id uuid primary key,
  title text not null check (length(title) between 1 and 120),
  -- Where it is told in full, when another part of the house opened it.
  href text check (length(href) <= 200),
  -- The row as it was when this was opened: a change of the table changes no case.
  competence_id integer not null,
  competence_version integer not null,
  -- The level now. It always holds the first area that was named.
  area_id integer not null references areas (id),
  start_area_id integer not null references areas (id),
  say text not null check (say in ('say', 'advice')),
  -- A circle round a point: a cell that at least three addresses share, and metres.
  cell bigint,
  metres integer check (metres between 100 and 2000),
  opened timestamptz not null,
  opened_by uuid references residents (id) on delete set null,
  -- Voting opened: it moves no more.
  frozen timestamptz,
  withdrawn timestamptz,
  check ((cell is null) = (metres is null)),
  foreign key (competence_id, competence_version) references competence_versions (competence_id, version)
);
create index level_cases_area on level_cases (area_id, opened desc);
create index level_cases_opened on level_cases (opened);
create index level_cases_by on level_cases (opened_by);
create index level_cases_competence on level_cases (competence_id, competence_version);
create index level_cases_start on level_cases (start_area_id);

-- Whom it touches. The first is where it lies; areas that asked to belong come behind.
create table level_case_areas (
  case_id uuid not null references level_cases (id) on delete cascade,
  place integer not null,
  area_id integer not null references areas (id),
  primary key (case_id, place),
  unique (case_id, area_id)
);
create index level_case_areas_area on level_case_areas (area_id);

-- A resident says that it belongs elsewhere. It counts for the level at which the case stood then (`step`).
create table level_contests (
  id uuid primary key,
  case_id uuid not null references level_cases (id) on delete cascade,
  step integer not null,
  kind text not null check (kind in ('higher', 'lower', 'include')),
  -- Which area wants to belong.
  area_id integer references areas (id),
  resident_id uuid not null references residents (id) on delete cascade,
  made timestamptz not null,
  check ((kind = 'include') = (area_id is not null)),
  unique (case_id, step, resident_id)
);
create index level_contests_resident on level_contests (resident_id);
create index level_contests_made on level_contests (made);
create index level_contests_area on level_contests (area_id);

-- Every move, once in each direction.
create table level_moves (
  case_id uuid not null references level_cases (id) on delete cascade,
  step integer not null,
  direction text not null check (direction in ('up', 'down')),
  kind text not null check (kind in ('higher', 'lower', 'include')),
  from_area_id integer not null references areas (id),
  to_area_id integer not null references areas (id),
  say text not null check (say in ('say', 'advice')),
  -- How many were asked and how many said so, at that moment.
  asked integer not null,
  counted integer not null,
  moved timestamptz not null,
  primary key (case_id, step),
  unique (case_id, direction)
);
create index level_moves_moved on level_moves (moved);
create index level_moves_from on level_moves (from_area_id);
create index level_moves_to on level_moves (to_area_id);

-- How many residents an area has is asked for each level.
create index residents_wijk on residents (wijk_id) where left_at is null;
create index residents_gemeente on residents (gemeente_id) where left_at is null;
-- Which borders a circle may touch.
create index area_shapes_box on area_shapes (min_lat, max_lat, min_lon, max_lon);
