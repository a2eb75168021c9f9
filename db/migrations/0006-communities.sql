-- Leefomgevingen: what they are, who belongs, who is responsible, and how it went.
create table communities (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (length(name) between 2 and 80),
  purpose text not null default '' check (length(purpose) <= 1000),
  access text not null check (access in ('besloten', 'extranet', 'internet')),
  state text not null check (state in ('forming', 'active', 'resting', 'ended')),
  -- Claims a whole area: admits every verified resident of it.
  open_to_area boolean not null default false,
  -- Where it gathers, for nearness; the middle of its areas until somebody says otherwise.
  cell bigint,
  -- Kept in step with memberships in the same transaction.
  members integer not null default 0,
  founder_id uuid references residents (id) on delete set null,
  founded timestamptz not null
);
create index communities_state on communities (state, founded desc);

create table community_changes (
  id bigint generated always as identity primary key,
  community_id uuid not null references communities (id) on delete cascade,
  kind text not null,
  value text not null,
  by_id uuid references residents (id) on delete set null,
  why text not null default '',
  changed timestamptz not null
);
create index community_changes_community on community_changes (community_id, id desc);

create table community_areas (
  community_id uuid not null references communities (id) on delete cascade,
  area_id integer not null references areas (id),
  primary key (community_id, area_id)
);
create index community_areas_area on community_areas (area_id);

create table community_ambitions (
  community_id uuid not null references communities (id) on delete cascade,
  concept_id integer not null references concepts (id),
  primary key (community_id, concept_id)
);
create index community_ambitions_concept on community_ambitions (concept_id);

create table memberships (
  id uuid primary key,
  community_id uuid not null references communities (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  joined timestamptz not null,
  ended timestamptz,
  -- left, removed (then with a reason), moved, community-ended
  how_ended text check (how_ended in ('left', 'removed', 'moved', 'ended')),
  reason text check (length(reason) <= 1000),
  ended_by uuid references residents (id) on delete set null,
  check ((ended is null) = (how_ended is null)),
  check (how_ended is distinct from 'removed' or reason <> '')
);
create unique index memberships_standing on memberships (community_id, resident_id) where ended is null;
create index memberships_resident on memberships (resident_id) where ended is null;

create table manager_terms (
  community_id uuid not null references communities (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  since timestamptz not null,
  ended timestamptz
);
create unique index manager_terms_standing on manager_terms (community_id) where ended is null;
create index manager_terms_resident on manager_terms (resident_id) where ended is null;

-- A member says who should be manager; more than half of the members saying the same passes the role on.
create table manager_wishes (
  community_id uuid not null references communities (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  candidate_id uuid not null references residents (id) on delete cascade,
  since timestamptz not null,
  ended timestamptz
);
create unique index manager_wishes_standing on manager_wishes (community_id, resident_id) where ended is null;

create table join_requests (
  id uuid primary key,
  community_id uuid not null references communities (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  words text not null default '' check (length(words) <= 500),
  asked timestamptz not null,
  answer text check (answer in ('accepted', 'declined', 'withdrawn')),
  answered timestamptz,
  answered_by uuid references residents (id) on delete set null,
  reason text check (length(reason) <= 500),
  check ((answer is null) = (answered is null))
);
create unique index join_requests_open on join_requests (community_id, resident_id) where answer is null;
create index join_requests_resident on join_requests (resident_id);

create table invitations (
  id uuid primary key,
  community_id uuid not null references communities (id) on delete cascade,
  -- A resident, or (for an existing group that is brought in) somebody known only by a token that was mailed.
  resident_id uuid references residents (id) on delete cascade,
  token_hash bytea unique,
  -- Found by formation: the founder sees only who accepts, and each neighbour gets at most one a week.
  formed boolean not null default false,
  why_concept_id integer references concepts (id),
  invited_by uuid references residents (id) on delete set null,
  invited timestamptz not null,
  ends timestamptz not null,
  answer text check (answer in ('accepted', 'declined')),
  answered timestamptz,
  check ((resident_id is null) <> (token_hash is null) or answer is not null)
);
create unique index invitations_open on invitations (community_id, resident_id) where answer is null;
create index invitations_resident on invitations (resident_id, invited desc);

create table community_links (
  id uuid primary key,
  from_id uuid not null references communities (id) on delete cascade,
  to_id uuid not null references communities (id) on delete cascade,
  -- part-of: from is part of to; partner: both ways.
  kind text not null check (kind in ('part-of', 'partner')),
  asked_by uuid references residents (id) on delete set null,
  asked timestamptz not null,
  accepted timestamptz,
  ended timestamptz,
  check (from_id <> to_id)
);
create unique index community_links_standing on community_links (from_id, to_id, kind) where ended is null;
create index community_links_to on community_links (to_id) where ended is null;

-- How an ambition ended: what the next neighbours need to know.
create table outcomes (
  community_id uuid primary key references communities (id) on delete cascade,
  result text not null check (result in ('realised', 'tried')),
  worked text not null default '' check (length(worked) <= 2000),
  failed text not null default '' check (length(failed) <= 2000),
  lesson text not null default '' check (length(lesson) <= 500),
  thanks text not null default '' check (length(thanks) <= 500),
  story text not null default '' check (length(story) <= 8000),
  started_with integer,
  people integer,
  weeks integer,
  told_by uuid references residents (id) on delete set null,
  told timestamptz not null
);

create table activities (
  id uuid primary key,
  community_id uuid not null references communities (id) on delete cascade,
  title text not null check (length(title) between 1 and 120),
  place text not null check (length(place) between 1 and 200),
  starts timestamptz not null,
  created_by uuid references residents (id) on delete set null,
  created timestamptz not null,
  cancelled timestamptz
);
create index activities_community on activities (community_id, starts);
create index activities_starts on activities (starts) where cancelled is null;

create table attendances (
  activity_id uuid not null references activities (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  answer text not null check (answer in ('yes', 'no')),
  answered timestamptz not null,
  primary key (activity_id, resident_id)
);
create index attendances_resident on attendances (resident_id);
