-- Bundles: one message with all the news of a resident's communities, and what comes back by mail.

-- How somebody wants their bundle. Without a row: daily, by mail.
create table digest_settings (
  resident_id uuid primary key references residents (id) on delete cascade,
  rhythm text not null check (rhythm in ('daily', 'twice', 'weekly', 'none')),
  -- Monday is 1 (ISO 8601); of who chose weekly.
  weekday smallint not null check (weekday between 1 and 7),
  -- Also on paper, once a week.
  by_post boolean not null,
  -- What happened before is not told: set when bundles begin again.
  since timestamptz,
  changed timestamptz not null,
  -- By the resident here, by a press in a mail, or by a steward at the desk.
  how text not null check (how in ('self', 'mail', 'desk'))
);
create index digest_settings_post on digest_settings (resident_id) where by_post;

-- Communities that somebody belongs to and wants no news of.
create table digest_quiets (
  resident_id uuid not null references residents (id) on delete cascade,
  community_id uuid not null references communities (id) on delete cascade,
  since timestamptz not null,
  primary key (resident_id, community_id)
);

-- One evening of sending: until which moment it tells, and which residents had their turn.
create table digest_rounds (
  day date primary key,
  ends timestamptz not null,
  begun timestamptz not null,
  reached uuid,
  done timestamptz
);

-- Each bundle: whose, and of which stretch of time. The row is there before the message goes. Where the program stopped in
-- between, `claimed` tells when it was last tried; the next try is the same message.
create table digests (
  id uuid primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  way text not null check (way in ('mail', 'post')),
  day date not null,
  starts timestamptz not null,
  ends timestamptz not null,
  made timestamptz not null,
  claimed timestamptz not null,
  tries smallint not null default 1,
  sent timestamptz,
  dropped timestamptz,
  -- Refused by the mail server; nothing left to tell; no longer wanted or possible; tried for a day.
  why_dropped text check (why_dropped in ('refused', 'empty', 'stopped', 'old')),
  -- What was printed together, and by whom.
  batch uuid,
  printed_by uuid references residents (id) on delete set null,
  check (starts < ends),
  check ((dropped is null) = (why_dropped is null)),
  unique (resident_id, way, day)
);
create index digests_windows on digests (resident_id, way, ends desc);
create index digests_waiting on digests (claimed) where sent is null and dropped is null;
create index digests_batches on digests (batch) where batch is not null;
create index digests_made on digests (made);

-- Word from mail servers that a bundle did not arrive. A hard one that stands: the address does not work.
create table mail_troubles (
  id uuid primary key,
  resident_id uuid not null references residents (id) on delete cascade,
  kind text not null check (kind in ('hard', 'soft')),
  -- As RFC 3463 writes it.
  status text not null check (status ~ '^[245]\.\d{1,3}\.\d{1,3}$'),
  -- Which bundle it was about; each counts once.
  digest_id uuid not null,
  noted timestamptz not null,
  ended timestamptz,
  -- The resident says that the address works, or gave another.
  how_ended text check (how_ended in ('confirmed', 'changed')),
  check ((ended is null) = (how_ended is null)),
  unique (resident_id, digest_id)
);
create unique index mail_troubles_standing on mail_troubles (resident_id) where kind = 'hard' and ended is null;
create index mail_troubles_noted on mail_troubles (noted);

-- A neighbour may read the bundle of who is not online.
alter table helping_kinds drop constraint helping_kinds_kind_check;
alter table helping_kinds add constraint helping_kinds_kind_check check (kind in ('join', 'rsvp', 'designate', 'read'));

-- Openings of mail addresses for bundles are many and go sooner than others.
create index vault_openings_bundles on vault_openings (opened) where why = 'mail.bundle';
