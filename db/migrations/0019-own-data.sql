-- Somebody who wants to be erased. Until `due` they may still stop it; then a job does it and this row goes with them.
create table erasures (
  id uuid primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  asked timestamptz not null,
  due timestamptz not null,
  -- Kinds of contributions that stay, without a name: this is all they asked to leave standing.
  keeps text[] not null default '{}',
  stopped timestamptz
);
create unique index erasures_standing on erasures (resident_id) where stopped is null;
create index erasures_resident on erasures (resident_id);
create index erasures_due on erasures (due) where stopped is null;

-- What one neighbour asked another stays with whoever wrote it, also when the other is gone.
alter table calls
  alter column from_id drop not null,
  alter column to_id drop not null,
  drop constraint calls_from_id_fkey,
  drop constraint calls_to_id_fkey,
  add constraint calls_from_id_fkey foreign key (from_id) references residents (id) on delete set null,
  add constraint calls_to_id_fkey foreign key (to_id) references residents (id) on delete set null;

-- The clean-up job looks for what is old enough to go (platform/retention.ts).
create index vault_openings_opened on vault_openings (opened);
create index notices_created on notices (created);
create index wishes_ended on wishes (ended) where ended is not null;
create index join_requests_answered on join_requests (answered) where answered is not null;
create index invitations_ends on invitations (ends);
create index blocks_lifted on blocks (lifted) where lifted is not null;

-- What is somebody's own is found by who they are: for taking it along, and for erasing it.
create index activities_creator on activities (created_by);
create index ambition_answers_steward on ambition_answers (steward_id);
create index blocks_blocker on blocks (blocker_id);
create index communities_founder on communities (founder_id);
create index community_changes_by on community_changes (by_id);
create index designation_refusals_resident on designation_refusals (resident_id);
create index designations_ever_by on designations (by_id);
create index designations_ever_to on designations (to_id);
create index invitations_inviter on invitations (invited_by);
create index manager_terms_ever on manager_terms (resident_id);
create index manager_wishes_resident on manager_wishes (resident_id);
create index memberships_ever on memberships (resident_id);
create index outcomes_teller on outcomes (told_by);
create index wishes_ever on wishes (resident_id);
