-- Conversations: in a community, on an ambition in an area, or about a thing of a community. The opening words are the
-- first reply; who may read follows from the community or the area alone.
create table conversations (
  id uuid primary key,
  community_id uuid references communities (id) on delete cascade,
  area_id integer references areas (id),
  ambition_id integer references concepts (id),
  -- What it is about: something of the community, of which there is one conversation.
  about_kind text check (about_kind in ('activity', 'document', 'proposal')),
  about_id uuid,
  kind text not null default 'talk' check (kind in ('talk', 'question')),
  title text not null check (length(title) between 1 and 120),
  started_by uuid references residents (id) on delete set null,
  started timestamptz not null,
  -- Both follow the replies by trigger.
  last_seq integer not null default 0,
  last_at timestamptz not null,
  pinned timestamptz,
  closed timestamptz,
  closed_why text not null default '' check (length(closed_why) <= 300),
  -- The reply that answers the question.
  answer_id uuid,
  check ((community_id is null) <> (area_id is null)),
  check (ambition_id is null or area_id is not null),
  check ((about_kind is null) = (about_id is null)),
  check (about_id is null or community_id is not null)
);
create index conversations_community on conversations (community_id, last_at desc, id desc) where community_id is not null;
create index conversations_pinned on conversations (community_id, pinned) where pinned is not null;
create index conversations_area on conversations (area_id, last_at desc, id desc) where area_id is not null;
create index conversations_ambition on conversations (ambition_id, area_id, last_at desc) where ambition_id is not null;
create unique index conversations_about on conversations (about_kind, about_id) where about_id is not null;
create index conversations_started_by on conversations (started_by) where started_by is not null;

create table replies (
  id uuid primary key,
  conversation_id uuid not null references conversations (id) on delete cascade,
  -- 1 is the opening; given by trigger, so that each number is there once and in the order of arrival.
  seq integer not null,
  -- What it answers to; one level deep.
  parent_id uuid references replies (id) on delete set null,
  -- Words of another reply, which go when they go there.
  quote_id uuid references replies (id) on delete set null,
  quote text not null default '' check (length(quote) <= 500),
  author_id uuid references residents (id) on delete set null,
  words text not null check (length(words) <= 8000),
  -- Made of the words when they are written, so that a page only reads.
  html text not null,
  excerpt text not null check (length(excerpt) <= 200),
  pictures smallint not null default 0,
  posted timestamptz not null,
  edited timestamptz,
  withdrawn timestamptz,
  -- Said where somebody else took it away.
  withdrawn_why text not null default '' check (length(withdrawn_why) <= 300),
  unique (conversation_id, seq)
);
create index replies_posted on replies (conversation_id, posted);
create index replies_author on replies (author_id) where author_id is not null;
create index replies_parent on replies (parent_id) where parent_id is not null;
create index replies_quote on replies (quote_id) where quote_id is not null;

create function number_reply() returns trigger language plpgsql as $$
begin
  update conversations set last_seq = last_seq + 1, last_at = new.posted
    where id = new.conversation_id returning last_seq into new.seq;
  return new;
end $$;
create trigger replies_number before insert on replies for each row execute function number_reply();

-- How a reply was before it was edited, for who reads it.
create table reply_versions (
  reply_id uuid not null references replies (id) on delete cascade,
  version integer not null,
  html text not null,
  replaced timestamptz not null,
  primary key (reply_id, version)
);

create table reply_pictures (
  reply_id uuid not null references replies (id) on delete cascade,
  place smallint not null check (place between 0 and 3),
  file_id uuid not null references files (id) on delete cascade,
  alt text not null default '' check (length(alt) <= 200),
  primary key (reply_id, place)
);
create unique index reply_pictures_file on reply_pictures (file_id);

-- However a picture goes, its bytes follow.
create function drop_reply_picture() returns trigger language plpgsql as $$
begin
  delete from files where id = old.file_id;
  return null;
end $$;
create trigger reply_pictures_dropped after delete on reply_pictures
  for each row execute function drop_reply_picture();

create table mentions (
  reply_id uuid not null references replies (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  primary key (reply_id, resident_id)
);
create index mentions_resident on mentions (resident_id);

-- How far somebody has read, and whether they want to hear of it.
create table reads (
  conversation_id uuid not null references conversations (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  last_seq integer not null default 0,
  read timestamptz not null,
  follow text check (follow in ('follow', 'quiet')),
  primary key (resident_id, conversation_id)
);
create index reads_conversation on reads (conversation_id);

-- Who did what with a conversation, and why.
create table conversation_acts (
  id bigint generated always as identity primary key,
  conversation_id uuid not null references conversations (id) on delete cascade,
  kind text not null check (kind in ('pin', 'unpin', 'close', 'reopen', 'question', 'answer', 'rename', 'move')),
  by_id uuid references residents (id) on delete set null,
  why text not null default '' check (length(why) <= 300),
  -- Where a move went from and to.
  from_id uuid references communities (id) on delete cascade,
  to_id uuid references communities (id) on delete cascade,
  -- Kept for who looks for it where it was.
  title text not null default '',
  done timestamptz not null
);
create index conversation_acts_conversation on conversation_acts (conversation_id, id desc);
create index conversation_acts_from on conversation_acts (from_id, done desc) where from_id is not null;

create table polls (
  id uuid primary key,
  conversation_id uuid not null unique references conversations (id) on delete cascade,
  kind text not null check (kind in ('one', 'several', 'date')),
  question text not null check (length(question) between 1 and 200),
  -- Whether members see who chose what; said before anybody chooses, and never changed.
  names boolean not null,
  closes timestamptz not null,
  asked timestamptz not null
);
create table poll_options (
  id uuid primary key,
  poll_id uuid not null references polls (id) on delete cascade,
  place smallint not null,
  label text not null check (length(label) <= 100),
  starts timestamptz,
  -- Follows the votes by trigger.
  votes integer not null default 0,
  unique (poll_id, place)
);
create table poll_votes (
  option_id uuid not null references poll_options (id) on delete cascade,
  resident_id uuid not null references residents (id) on delete cascade,
  voted timestamptz not null,
  primary key (option_id, resident_id)
);
create index poll_votes_resident on poll_votes (resident_id);

create function count_poll_votes() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update poll_options set votes = votes + 1 where id = new.option_id;
  else
    update poll_options set votes = votes - 1 where id = old.option_id;
  end if;
  return null;
end $$;
create trigger poll_votes_counted after insert or delete on poll_votes
  for each row execute function count_poll_votes();

-- Words of somebody who was signed out meanwhile, sealed; the browser that sent them holds the key to find them again.
create table kept_words (
  hash bytea primary key,
  sealed bytea not null,
  kept timestamptz not null
);
create index kept_words_kept on kept_words (kept);
