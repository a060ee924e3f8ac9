-- Teams, their calendars, and what they aim for.
CREATE TABLE teams (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  name {TEXT} NOT NULL,
  name_key {TEXT} NOT NULL,
  region {TEXT},
  time_zone {TEXT} NOT NULL,
  working_week BIGINT NOT NULL,
  holiday_country {TEXT},
  sprint_weeks BIGINT,
  sprint_starts_on {TEXT},
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  import_id {BYTES},
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX teams_number ON teams (workspace_id, number);
CREATE UNIQUE INDEX teams_name ON teams (workspace_id, name_key);
CREATE INDEX teams_import ON teams (workspace_id, import_id) WHERE import_id IS NOT NULL;

CREATE TABLE memberships (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  team_id {BYTES} NOT NULL,
  member_id {BYTES} NOT NULL,
  role {TEXT} NOT NULL,
  from_on {TEXT} NOT NULL,
  from_at BIGINT NOT NULL,
  to_on {TEXT},
  to_at BIGINT,
  import_id {BYTES},
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX memberships_team ON memberships (workspace_id, team_id, to_on);
CREATE INDEX memberships_member ON memberships (workspace_id, member_id, to_on);

CREATE TABLE days_off (
  workspace_id {BYTES} NOT NULL,
  team_id {BYTES} NOT NULL,
  day {TEXT} NOT NULL,
  name {TEXT} NOT NULL,
  halves_worked BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, team_id, day)
);

CREATE TABLE leaves (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  member_id {BYTES} NOT NULL,
  from_on {TEXT} NOT NULL,
  to_on {TEXT} NOT NULL,
  halves_worked BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX leaves_member ON leaves (workspace_id, member_id, from_on);

CREATE TABLE periods (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  kind {TEXT} NOT NULL,
  team_id {BYTES},
  name {TEXT},
  starts_on {TEXT} NOT NULL,
  ends_on {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX periods_start ON periods (workspace_id, kind, starts_on);

CREATE TABLE target_events (
  workspace_id {BYTES} NOT NULL,
  subject_kind {TEXT} NOT NULL,
  subject_id {BYTES} NOT NULL,
  period_id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  amount_minor BIGINT NOT NULL,
  reason {TEXT} NOT NULL,
  author_id {BYTES},
  effective_on {TEXT} NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, subject_kind, subject_id, period_id, number)
);

CREATE TABLE period_snapshots (
  workspace_id {BYTES} NOT NULL,
  subject_kind {TEXT} NOT NULL,
  subject_id {BYTES} NOT NULL,
  period_id {BYTES} NOT NULL,
  number BIGINT NOT NULL,
  last_event BIGINT NOT NULL,
  taken_at BIGINT NOT NULL,
  figures {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, subject_kind, subject_id, period_id, number)
);

CREATE TABLE exchange_rates (
  workspace_id {BYTES} NOT NULL,
  currency {TEXT} NOT NULL,
  day {TEXT} NOT NULL,
  rate {TEXT} NOT NULL,
  PRIMARY KEY (workspace_id, currency, day)
);
