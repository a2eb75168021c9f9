-- Formation looks for what is near: communities by where they gather and by the areas they carry.
create index communities_cell on communities (cell) where state in ('forming', 'active', 'resting');
create index addresses_cell on addresses (cell) where cell is not null;
create index outcomes_told on outcomes (told desc);
create index invitations_weekly on invitations (resident_id, invited) where formed;

-- Pages of decisions about ambitions, newest first.
create index ambition_answers_newest on ambition_answers (answered desc, request_id);

-- Somebody who was removed is told why, for a while.
create index memberships_removed on memberships (resident_id, ended desc) where how_ended = 'removed';
