-- How something went: a community that ended, one ambition that a community has done with, or one that a resident has.
alter table outcomes
  add column id uuid not null default gen_random_uuid(),
  add column concept_id integer references concepts (id),
  -- Of a resident's own: who may read it, and whether they are named.
  add column access text check (access in ('besloten', 'extranet', 'internet')),
  add column named boolean not null default false;
alter table outcomes drop constraint outcomes_pkey;
alter table outcomes add primary key (id);
alter table outcomes alter column community_id drop not null;
alter table outcomes add check (community_id is not null or (concept_id is not null and access is not null));
create unique index outcomes_ended on outcomes (community_id) where concept_id is null;
create index outcomes_concept on outcomes (concept_id, told desc) where concept_id is not null;

-- Who is thanked in it. Those who belong to the same community read the name; others only once who is thanked said so.
create table outcome_thanks (
  id uuid primary key,
  outcome_id uuid not null references outcomes (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  given timestamptz not null,
  answer text check (answer in ('named', 'unnamed')),
  answered timestamptz,
  unique (outcome_id, resident_id),
  check ((answer is null) = (answered is null))
);
create index outcome_thanks_resident on outcome_thanks (resident_id, given desc);

create table outcome_pictures (
  file_id uuid primary key references files (id) on delete cascade,
  outcome_id uuid not null references outcomes (id) on delete cascade,
  place integer not null,
  alt text not null default '' check (length(alt) <= 300)
);
create index outcome_pictures_outcome on outcome_pictures (outcome_id, place);

create function drop_outcome_picture() returns trigger language plpgsql as $$
begin
  delete from files where id = old.file_id;
  return null;
end $$;
create trigger outcome_pictures_dropped after delete on outcome_pictures
  for each row execute function drop_outcome_picture();

-- What they leave for who begins after them.
create table outcome_documents (
  outcome_id uuid not null references outcomes (id) on delete cascade,
  document_id uuid not null references documents (id) on delete cascade,
  place integer not null,
  primary key (outcome_id, document_id)
);
create index outcome_documents_document on outcome_documents (document_id);
