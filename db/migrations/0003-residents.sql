-- Residents as others may know them: a place no finer than a street, and what they chose to show.
create table residents (
  id uuid primary key,
  level text not null default 'applicant' check (level in ('applicant', 'verified', 'assured')),
  display_name text not null check (length(display_name) between 1 and 60),
  about text not null default '' check (length(about) <= 1000),
  offers text not null default '' check (length(offers) <= 500),
  speaks text[] not null default '{}',
  language text not null default 'nl',
  -- Null where the street is too small to be named, or not known.
  street_id integer references areas (id),
  buurt_id integer references areas (id),
  wijk_id integer references areas (id),
  gemeente_id integer references areas (id),
  cell bigint,
  adult boolean not null default true,
  protected boolean not null default false,
  -- Whether verified neighbours may see the first name on a door before it opens.
  shows_name boolean not null default false,
  joined timestamptz not null,
  left_at timestamptz
);
create index residents_street on residents (street_id) where left_at is null;
create index residents_buurt on residents (buurt_id) where left_at is null;

create table resident_levels (
  id bigint generated always as identity primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  level text not null,
  how text not null,
  since timestamptz not null
);
create index resident_levels_resident on resident_levels (resident_id);

create table blocks (
  blocker_id uuid not null references residents (id) on delete cascade,
  blocked_id uuid not null references residents (id) on delete cascade,
  created timestamptz not null,
  lifted timestamptz,
  check (blocker_id <> blocked_id)
);
create unique index blocks_standing on blocks (blocker_id, blocked_id) where lifted is null;
create index blocks_blocked on blocks (blocked_id) where lifted is null;

-- What somebody of the foundation may do: one narrow task.
create table stewards (
  resident_id uuid not null references residents (id) on delete cascade,
  task text not null check (task in ('identity', 'taxonomy', 'moderation', 'operations')),
  granted timestamptz not null,
  ended timestamptz
);
create unique index stewards_standing on stewards (resident_id, task) where ended is null;

-- What a resident is told inside the house. Ids and short words only; the page finds the rest.
create table notices (
  id bigint generated always as identity primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  kind text not null,
  data jsonb not null,
  created timestamptz not null,
  seen timestamptz,
  -- Delivery may happen twice; the same fact is told once.
  unique (resident_id, kind, data)
);
create index notices_resident on notices (resident_id, id desc);
