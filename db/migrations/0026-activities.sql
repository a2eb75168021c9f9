-- What people do together: how long it takes, again and again, for how many, by whom, with which communities, and what
-- is left of it afterwards.
alter table activities
  add column about text not null default '' check (length(about) <= 4000),
  -- Made of `about` when it is written, so that a page or a calendar only reads.
  add column about_html text not null default '',
  add column about_plain text not null default '',
  add column ends timestamptz,
  -- Nobody has to go when it ends: it takes about so long.
  add column ends_about boolean not null default true,
  add column all_day boolean not null default false,
  -- The clock on the wall of the place (IANA).
  add column zone text not null default 'Europe/Amsterdam' check (length(zone) between 1 and 60),
  -- RFC 5545, without its first time; null when it is once.
  add column rrule text check (length(rrule) between 1 and 200),
  -- Days on which it is left out (EXDATE).
  add column skips date[] not null default '{}',
  -- Up to when the moments of a series were made; null when all are.
  add column made_until timestamptz,
  add column places integer check (places between 1 and 1000),
  -- How many somebody may bring along.
  add column guests smallint not null default 2 check (guests between 0 and 5),
  -- Short address for paper: /a/K7WQM
  add column code text unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{5}$'),
  -- Rises with every change, for calendars (SEQUENCE).
  add column sequence integer not null default 0,
  add column changed timestamptz,
  -- A series that was changed from one moment on goes on as another.
  add column continues uuid references activities (id) on delete set null;
update activities set ends = starts + interval '2 hours', changed = coalesce(cancelled, created);
alter table activities
  alter column ends set not null,
  alter column changed set not null,
  add constraint activities_ends check (ends > starts);
create index activities_unmade on activities (made_until) where made_until is not null and cancelled is null;
create index activities_continues on activities (continues) where continues is not null;

-- Each time it happens. What is once has one, with the same id, so that its address stays what it was.
create table activity_moments (
  id uuid primary key,
  activity_id uuid not null references activities (id) on delete cascade,
  -- The start that the rule gives; it names the moment to calendars and never changes.
  occurs timestamptz not null,
  starts timestamptz not null,
  ends timestamptz not null check (ends > starts),
  -- Elsewhere than usual, this once.
  place text check (length(place) between 1 and 200),
  moved_from timestamptz,
  cancelled timestamptz,
  sequence integer not null default 0,
  changed timestamptz not null,
  unique (activity_id, occurs)
);
create index activity_moments_starts on activity_moments (activity_id, starts);
insert into activity_moments (id, activity_id, occurs, starts, ends, cancelled, changed)
  select id, id, starts, starts, ends, cancelled, changed from activities;
drop index activities_starts;

-- Who did what to it, and why.
create table activity_changes (
  id bigint generated always as identity primary key,
  activity_id uuid not null references activities (id) on delete cascade,
  moment_id uuid references activity_moments (id) on delete cascade,
  kind text not null check (kind in ('moved', 'cancelled', 'rest-moved', 'rest-cancelled', 'changed')),
  was timestamptz,
  why text not null default '' check (length(why) <= 500),
  by_id uuid references residents (id) on delete set null,
  changed timestamptz not null
);
create index activity_changes_activity on activity_changes (activity_id, id desc);
create index activity_changes_moment on activity_changes (moment_id);
create index activity_changes_by on activity_changes (by_id);

alter table attendances rename column activity_id to moment_id;
alter table attendances
  drop constraint attendances_activity_id_fkey,
  drop constraint attendances_answer_check,
  add constraint attendances_moment_id_fkey foreign key (moment_id) references activity_moments (id) on delete cascade,
  add constraint attendances_answer_check check (answer in ('yes', 'maybe', 'no', 'waiting')),
  add column guests smallint not null default 0 check (guests between 0 and 5),
  -- The order of asking, within a moment: who waits longest moves up first.
  add column turn integer not null default 0;
create index attendances_answered on attendances (answered);

-- Of which communities it is. The first planned it; others were asked and said yes.
create table activity_communities (
  activity_id uuid not null references activities (id) on delete cascade,
  community_id uuid not null references communities (id) on delete cascade,
  asked_by uuid references residents (id) on delete set null,
  asked timestamptz not null,
  accepted timestamptz,
  declined timestamptz,
  -- The end of its last moment, so that what is over costs an agenda nothing.
  until timestamptz not null,
  primary key (activity_id, community_id),
  check (accepted is null or declined is null)
);
create index activity_communities_coming on activity_communities (community_id, until);
create index activity_communities_asked_by on activity_communities (asked_by);
insert into activity_communities (activity_id, community_id, asked_by, asked, accepted, until)
  select id, community_id, created_by, created, created, ends from activities;

create table activity_hosts (
  activity_id uuid not null references activities (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  asked_by uuid references residents (id) on delete set null,
  asked timestamptz not null,
  accepted timestamptz,
  declined timestamptz,
  primary key (activity_id, resident_id),
  check (accepted is null or declined is null)
);
create index activity_hosts_resident on activity_hosts (resident_id);
create index activity_hosts_asked_by on activity_hosts (asked_by);
insert into activity_hosts (activity_id, resident_id, asked_by, asked, accepted)
  select id, created_by, created_by, created, created from activities where created_by is not null;

-- What to bring, and what help is wanted; for every moment somebody else may take it.
create table activity_things (
  id uuid primary key,
  activity_id uuid not null references activities (id) on delete cascade,
  kind text not null check (kind in ('bring', 'help')),
  what text not null check (length(what) between 1 and 120),
  wanted smallint not null default 1 check (wanted between 1 and 20),
  added_by uuid references residents (id) on delete set null,
  added timestamptz not null,
  removed timestamptz
);
create index activity_things_activity on activity_things (activity_id, added);
create index activity_things_added_by on activity_things (added_by);
create table activity_takes (
  thing_id uuid not null references activity_things (id) on delete cascade,
  moment_id uuid not null references activity_moments (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  taken timestamptz not null,
  primary key (thing_id, moment_id, resident_id)
);
create index activity_takes_moment on activity_takes (moment_id);
create index activity_takes_resident on activity_takes (resident_id);

create table activity_pictures (
  file_id uuid primary key references files (id) on delete cascade,
  moment_id uuid not null references activity_moments (id) on delete cascade,
  resident_id uuid references residents (id) on delete set null,
  alt text not null check (length(alt) between 1 and 300),
  added timestamptz not null
);
create index activity_pictures_moment on activity_pictures (moment_id, added);
create index activity_pictures_resident on activity_pictures (resident_id);

-- "Hoe was het?", in one line of who was there.
create table activity_remarks (
  id uuid primary key,
  moment_id uuid not null references activity_moments (id) on delete cascade,
  resident_id uuid references residents (id) on delete set null,
  line text not null check (length(line) between 1 and 280),
  said timestamptz not null,
  unique (moment_id, resident_id)
);
create index activity_remarks_resident on activity_remarks (resident_id);

create table activity_thanks (
  id uuid primary key,
  moment_id uuid not null references activity_moments (id) on delete cascade,
  from_id uuid not null references residents (id) on delete cascade,
  to_id uuid not null references residents (id) on delete cascade,
  line text not null default '' check (length(line) <= 200),
  given timestamptz not null,
  unique (moment_id, from_id, to_id),
  check (from_id <> to_id)
);
create index activity_thanks_from on activity_thanks (from_id);
create index activity_thanks_to on activity_thanks (to_id);

-- Secret addresses for calendars: one's own, or of one community as one resident sees it. The secret itself is not kept.
create table activity_feeds (
  id uuid primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  community_id uuid references communities (id) on delete cascade,
  secret_hash bytea not null unique,
  made timestamptz not null,
  ended timestamptz
);
create unique index activity_feeds_own on activity_feeds (resident_id) where community_id is null and ended is null;
create unique index activity_feeds_community on activity_feeds (resident_id, community_id)
  where community_id is not null and ended is null;
create index activity_feeds_resident on activity_feeds (resident_id);
create index activity_feeds_of on activity_feeds (community_id);
create index activity_feeds_ended on activity_feeds (ended) where ended is not null;
