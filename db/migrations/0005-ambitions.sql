-- Two taxonomies in the manner of SKOS (ambitions and themes), who wishes what, and requests for new ones.
create table concepts (
  id integer generated always as identity primary key,
  scheme text not null check (scheme in ('ambition', 'theme')),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  status text not null default 'accepted' check (status in ('accepted', 'merged', 'withdrawn')),
  replaced_by integer references concepts (id),
  -- Holding this wish would say something about health, belief, politics or sexuality.
  sensitive boolean not null default false,
  -- Which of the five outcomes of the Droom it serves most.
  outcome smallint check (outcome between 1 and 5),
  position integer not null default 0,
  version integer not null default 1,
  created timestamptz not null,
  changed timestamptz not null,
  unique (scheme, slug),
  check ((status = 'merged') = (replaced_by is not null))
);

create table concept_texts (
  id integer generated always as identity primary key,
  concept_id integer not null references concepts (id) on delete cascade,
  language text not null,
  kind text not null check (kind in ('pref', 'alt', 'hidden', 'definition')),
  text text not null,
  -- Lower case without accents; empty for definitions that are not searched by likeness.
  search text not null,
  stems tsvector not null
);
create unique index concept_texts_one on concept_texts (concept_id, language, kind) where kind in ('pref', 'definition');
create index concept_texts_concept on concept_texts (concept_id, language, kind);

-- from broader to: "from has the broader concept to"; needs: "the ambition needs the theme".
create table concept_relations (
  from_id integer not null references concepts (id) on delete cascade,
  to_id integer not null references concepts (id) on delete cascade,
  kind text not null check (kind in ('broader', 'related', 'needs')),
  primary key (from_id, to_id, kind),
  check (from_id <> to_id)
);
create index concept_relations_to on concept_relations (to_id, kind);

-- How a concept looked after each change, who changed it and why.
create table concept_versions (
  concept_id integer not null references concepts (id) on delete cascade,
  version integer not null,
  snapshot jsonb not null,
  why text not null,
  changed timestamptz not null,
  primary key (concept_id, version)
);

-- A wish that a resident holds. Place columns are copies of the resident's, kept equal in the same transaction, so
-- that formation finds neighbours by concept and place in one index.
create table wishes (
  id bigint generated always as identity primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  concept_id integer not null references concepts (id),
  dream text not null default '' check (length(dream) <= 300),
  reach text not null default 'buurt',
  -- The resident agreed to be found by neighbours on this wish.
  findable boolean not null default false,
  -- findable, and nothing else stands in the way: verified, adult, not protected, concept not sensitive.
  listed boolean not null default false,
  cell bigint,
  street_id integer,
  buurt_id integer,
  wijk_id integer,
  gemeente_id integer,
  since timestamptz not null,
  ended timestamptz
);
create unique index wishes_standing on wishes (resident_id, concept_id) where ended is null;
create index wishes_near on wishes (concept_id, cell) where listed and ended is null;
create index wishes_street on wishes (concept_id, street_id) where listed and ended is null;
-- Area first: serves both "who in this buurt wishes this" and "what is wished in this buurt".
create index wishes_buurt on wishes (buurt_id, concept_id) where listed and ended is null;
create index wishes_wijk on wishes (wijk_id, concept_id) where listed and ended is null;
create index wishes_gemeente on wishes (gemeente_id, concept_id) where listed and ended is null;
-- Sensitive wishes are only ever counted.
create index wishes_counted on wishes (concept_id, gemeente_id) where findable and ended is null;

create table ambition_requests (
  id uuid primary key,
  resident_id uuid references residents (id) on delete set null,
  kind text not null check (kind in ('ambition', 'synonym', 'relation')),
  -- The concept a synonym or relation is about.
  concept_id integer references concepts (id),
  other_id integer references concepts (id),
  title text not null check (length(title) between 1 and 80),
  why text not null default '' check (length(why) <= 1000),
  created timestamptz not null
);
create index ambition_requests_created on ambition_requests (created desc, id);
create index ambition_requests_resident on ambition_requests (resident_id);

-- At most two answers: the first, and one on appeal by another steward. The newest counts.
create table ambition_answers (
  request_id uuid not null references ambition_requests (id) on delete cascade,
  round smallint not null check (round in (1, 2)),
  verdict text not null check (verdict in ('accepted', 'merged', 'declined')),
  outcome smallint check (outcome between 1 and 5),
  concept_id integer references concepts (id),
  reason text not null check (length(reason) between 1 and 1000),
  steward_id uuid references residents (id) on delete set null,
  answered timestamptz not null,
  primary key (request_id, round),
  check (verdict <> 'accepted' or outcome is not null)
);
create table ambition_appeals (
  request_id uuid primary key references ambition_requests (id) on delete cascade,
  words text not null check (length(words) <= 1000),
  appealed timestamptz not null
);
