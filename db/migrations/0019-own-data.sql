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
