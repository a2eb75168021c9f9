-- What a community writes down and keeps: pages, checklists, files, and plans that hold some of them together. Access is
-- that of the community; `shown_to` narrows it to members.
create table documents (
  id uuid primary key,
  community_id uuid not null references communities (id) on delete cascade,
  kind text not null check (kind in ('page', 'checklist', 'file', 'plan')),
  -- The plan it stands in, and where.
  plan_id uuid references documents (id) on delete set null,
  place integer not null default 0,
  title text not null check (length(title) between 1 and 160),
  body text not null default '' check (length(body) <= 40000),
  html text not null default '',
  shown_to text not null check (shown_to in ('members', 'readers')),
  -- The version that stands, and the number that was given last: a text that was not chosen has a number too.
  version integer not null default 1,
  last_version integer not null default 1,
  file_id uuid references files (id) on delete set null,
  alt text not null default '' check (length(alt) <= 300),
  created_by uuid references residents (id) on delete set null,
  created timestamptz not null,
  changed_by uuid references residents (id) on delete set null,
  changed timestamptz not null,
  -- How we know this: who made it (a resident, or in words), from where, since when, and what others may do with it.
  author_id uuid references residents (id) on delete set null,
  author text not null default '' check (length(author) <= 120),
  source text not null default '' check (length(source) <= 300),
  link text not null default '' check (length(link) <= 500),
  written date,
  licence text not null check (licence in ('free', 'name', 'share', 'ask', 'own')),
  licence_words text not null default '' check (length(licence_words) <= 300),
  known text not null check (known in ('own', 'heard', 'official', 'research')),
  -- Who did this, when and why stands in document_changes.
  locked timestamptz,
  withdrawn timestamptz,
  check (plan_id is null or kind <> 'plan'),
  check (plan_id is distinct from id)
);
create index documents_community on documents (community_id, changed desc, id);
create index documents_plan on documents (plan_id, place) where plan_id is not null;
create index documents_file on documents (file_id) where file_id is not null;
create index documents_created_by on documents (created_by) where created_by is not null;
create index documents_changed_by on documents (changed_by) where changed_by is not null;
create index documents_author on documents (author_id) where author_id is not null;
create index documents_withdrawn on documents (withdrawn) where withdrawn is not null;

-- A document that goes takes its file along.
create function drop_document_file() returns trigger language plpgsql as $$
begin
  delete from files where id = old.file_id;
  return null;
end $$;
create trigger documents_file_dropped after delete on documents
  for each row when (old.file_id is not null) execute function drop_document_file();

create table document_versions (
  document_id uuid not null references documents (id) on delete cascade,
  version integer not null,
  title text not null,
  body text not null,
  written_by uuid references residents (id) on delete set null,
  written timestamptz not null,
  -- Which earlier one it brought back.
  restored integer,
  -- Written at the same moment as another, and not chosen.
  aside boolean not null default false,
  primary key (document_id, version)
);
create index document_versions_writer on document_versions (written_by) where written_by is not null;

create table document_steps (
  id uuid primary key,
  document_id uuid not null references documents (id) on delete cascade,
  place integer not null,
  words text not null check (length(words) between 1 and 300),
  taken_by uuid references residents (id) on delete set null,
  taken timestamptz,
  ticked_by uuid references residents (id) on delete set null,
  ticked timestamptz
);
create index document_steps_document on document_steps (document_id, place);
create index document_steps_taken_by on document_steps (taken_by) where taken_by is not null;
create index document_steps_ticked_by on document_steps (ticked_by) where ticked_by is not null;

create table document_changes (
  id bigint primary key generated always as identity,
  document_id uuid not null references documents (id) on delete cascade,
  kind text not null check (kind in ('locked', 'unlocked', 'withdrawn', 'returned', 'moved', 'shown')),
  by_id uuid references residents (id) on delete set null,
  why text not null default '' check (length(why) <= 500),
  changed timestamptz not null
);
create index document_changes_document on document_changes (document_id, id);
create index document_changes_by on document_changes (by_id) where by_id is not null;

-- A document that came from another community: where it was, where it is, and what came back.
create table adoptions (
  to_id uuid primary key references documents (id) on delete cascade,
  from_id uuid references documents (id) on delete set null,
  from_community_id uuid not null references communities (id) on delete cascade,
  by_id uuid references residents (id) on delete set null,
  adopted timestamptz not null,
  -- When it was first changed there.
  adapted timestamptz,
  report text not null default '' check (length(report) <= 2000),
  reported_by uuid references residents (id) on delete set null,
  reported timestamptz
);
create index adoptions_from on adoptions (from_id, adopted desc) where from_id is not null;
create index adoptions_by on adoptions (by_id) where by_id is not null;
create index adoptions_reported_by on adoptions (reported_by) where reported_by is not null;
