-- Two people of the foundation who agree that somebody gets a task, or no longer has it: who, when and why.
create table steward_proposals (
  id uuid primary key,
  -- `appoint` also needs the candidate's own yes. `command`: the first people, by the operator of the server.
  kind text not null check (kind in ('appoint', 'end', 'command')),
  candidate_id uuid references residents (id) on delete set null,
  task text not null check (task in ('identity', 'taxonomy', 'moderation', 'operations')),
  why text not null check (length(why) <= 1000),
  proposed_by uuid references residents (id) on delete set null,
  proposed timestamptz not null,
  confirmed_by uuid references residents (id) on delete set null,
  confirmed timestamptz,
  -- After this moment it has lapsed.
  ends timestamptz not null,
  ended timestamptz,
  how_ended text check (how_ended in ('done', 'declined', 'withdrawn', 'left')),
  check ((ended is null) = (how_ended is null)),
  check (confirmed is not null or confirmed_by is null),
  -- Two others: no one is both, and none is the one it is about.
  check (proposed_by <> confirmed_by),
  check (kind = 'command' or candidate_id <> proposed_by),
  check (candidate_id <> confirmed_by)
);
create unique index steward_proposals_open on steward_proposals (candidate_id, task, kind) where ended is null;

alter table stewards
  -- That the foundation had somebody for a task stays known, also when that somebody is gone.
  alter column resident_id drop not null,
  drop constraint stewards_resident_id_fkey,
  add constraint stewards_resident_id_fkey foreign key (resident_id) references residents (id) on delete set null,
  add column proposal_id uuid references steward_proposals (id) on delete set null,
  -- by the steward, by two others, or because the resident left
  add column how_ended text check (how_ended in ('self', 'two', 'left'));

-- Everything that people of the foundation did as such. Read by everybody, so it names tasks, kinds and ids of rows, and
-- never a resident.
create table foundation_acts (
  id bigint generated always as identity primary key,
  steward_id uuid references residents (id) on delete set null,
  -- Null: the operator of the server, by command.
  task text check (task in ('identity', 'taxonomy', 'moderation', 'operations')),
  kind text not null,
  about jsonb not null default '{}',
  -- Words that everybody may read.
  why text not null default '' check (length(why) <= 1000),
  done timestamptz not null
);
create index foundation_acts_steward on foundation_acts (steward_id);
-- Counts for the operations steward.
create index residents_level on residents (level) where left_at is null;
