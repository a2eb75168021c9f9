-- Neighbours pointing at neighbours, and what is then asked of them.
create table designations (
  id uuid primary key,
  community_id uuid not null references communities (id) on delete cascade,
  kind text not null check (kind in ('ambassador', 'authority')),
  theme_id integer references concepts (id),
  by_id uuid not null references residents (id) on delete cascade,
  to_id uuid not null references residents (id) on delete cascade,
  designated timestamptz not null,
  ended timestamptz,
  -- taken-back, declined, a membership that ended, or a theme that was merged into another (which goes on)
  how_ended text check (how_ended in ('taken-back', 'declined', 'left', 'merged')),
  check ((kind = 'authority') = (theme_id is not null)),
  check (by_id <> to_id),
  check ((ended is null) = (how_ended is null))
);
create unique index designations_standing on designations (community_id, kind, by_id, to_id, coalesce(theme_id, 0))
  where ended is null;
create index designations_to on designations (to_id) where ended is null;
create index designations_by on designations (by_id) where ended is null;

-- How many members point at somebody now; kept equal to the rows above in the same transaction.
create table standings (
  community_id uuid not null references communities (id) on delete cascade,
  kind text not null,
  theme_id integer references concepts (id),
  resident_id uuid not null references residents (id) on delete cascade,
  -- Where the designated lives, so that an authority is found close by without looking through the country.
  gemeente_id integer,
  standing integer not null check (standing > 0)
);
create unique index standings_one on standings (community_id, kind, resident_id, coalesce(theme_id, 0));
create index standings_theme on standings (theme_id, gemeente_id) where theme_id is not null;
create index standings_resident on standings (resident_id);

-- Somebody would rather not be pointed at for this.
create table designation_refusals (
  community_id uuid not null references communities (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  kind text not null,
  theme_id integer references concepts (id),
  since timestamptz not null,
  ended timestamptz
);
create unique index designation_refusals_standing
  on designation_refusals (community_id, resident_id, kind, coalesce(theme_id, 0)) where ended is null;

-- Own statement: whether an authority earns a living from the theme.
create table livelihoods (
  resident_id uuid not null references residents (id) on delete cascade,
  theme_id integer not null references concepts (id),
  earns boolean not null,
  stated timestamptz not null,
  primary key (resident_id, theme_id)
);

create table calls (
  id uuid primary key,
  community_id uuid not null references communities (id) on delete cascade,
  kind text not null check (kind in ('ambassador', 'authority')),
  theme_id integer references concepts (id),
  from_id uuid not null references residents (id) on delete cascade,
  to_id uuid not null references residents (id) on delete cascade,
  -- The call this one was passed on from.
  passed_from uuid references calls (id) on delete set null,
  words text not null check (length(words) between 1 and 2000),
  sent timestamptz not null,
  answer text check (answer in ('accepted', 'passed', 'declined')),
  reply text check (length(reply) <= 2000),
  answered timestamptz,
  thanks text check (length(thanks) <= 500),
  thanked timestamptz,
  check ((answer is null) = (answered is null))
);
create index calls_to on calls (to_id, sent desc);
create index calls_from on calls (from_id, sent desc);
