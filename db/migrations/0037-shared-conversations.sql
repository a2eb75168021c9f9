-- Conversations of a community that members of connected communities read and join in.
create table conversation_shares (
  id uuid primary key,
  conversation_id uuid not null references conversations (id) on delete cascade,
  -- The other community; its manager says yes or no.
  community_id uuid not null references communities (id) on delete cascade,
  asked_by uuid references residents (id) on delete set null,
  asked timestamptz not null,
  accepted_by uuid references residents (id) on delete set null,
  accepted timestamptz,
  ended_by uuid references residents (id) on delete set null,
  ended timestamptz
);
create unique index conversation_shares_standing on conversation_shares (conversation_id, community_id) where ended is null;
create index conversation_shares_conversation on conversation_shares (conversation_id);
create index conversation_shares_community on conversation_shares (community_id, ended);
create index conversation_shares_asked_by on conversation_shares (asked_by) where asked_by is not null;
create index conversation_shares_accepted_by on conversation_shares (accepted_by) where accepted_by is not null;
create index conversation_shares_ended_by on conversation_shares (ended_by) where ended_by is not null;
create index conversation_shares_ended on conversation_shares (ended) where ended is not null;

-- Whether people of another community ever spoke in it: then who belongs to the one does not know everybody by name.
alter table conversations add column shared boolean not null default false;

-- Who is no longer connected no longer shares; nor does who is not in the community where it stands.
create function end_shares_of_link() returns trigger language plpgsql as $$
begin
  if new.ended is not null and old.ended is null then
    update conversation_shares s set ended = new.ended from conversations v
      where v.id = s.conversation_id and s.ended is null
        and ((v.community_id = new.from_id and s.community_id = new.to_id)
          or (v.community_id = new.to_id and s.community_id = new.from_id))
        and not exists (select 1 from community_links l where l.id <> new.id and l.accepted is not null and l.ended is null
          and ((l.from_id = v.community_id and l.to_id = s.community_id) or (l.to_id = v.community_id and l.from_id = s.community_id)));
  end if;
  return null;
end $$;
create trigger community_links_end_shares after update of ended on community_links
  for each row execute function end_shares_of_link();

-- The pages of both show it (see 0036).
create function touch_shares() returns trigger language plpgsql as $$
begin
  perform touch_communities(array(select community_id from changed
    union select v.community_id from changed join conversations v on v.id = changed.conversation_id
      where v.community_id is not null));
  return null;
end $$;
create trigger conversation_shares_touch_insert after insert on conversation_shares
  referencing new table as changed for each statement execute function touch_shares();
create trigger conversation_shares_touch_update after update on conversation_shares
  referencing new table as changed for each statement execute function touch_shares();
create trigger conversation_shares_touch_delete after delete on conversation_shares
  referencing old table as changed for each statement execute function touch_shares();

create function touch_sharing() returns trigger language plpgsql as $$
begin
  perform touch_communities(array(select s.community_id from changed
    join conversation_shares s on s.conversation_id = changed.id and s.ended is null where changed.shared));
  return null;
end $$;
create trigger conversations_touch_sharing after update on conversations
  referencing new table as changed for each statement execute function touch_sharing();

create function touch_said_together() returns trigger language plpgsql as $$
begin
  perform touch_communities(array(select distinct s.community_id from changed
    join conversation_shares s on s.conversation_id = changed.conversation_id and s.ended is null));
  return null;
end $$;
create trigger replies_touch_together after update on replies
  referencing new table as changed for each statement execute function touch_said_together();
