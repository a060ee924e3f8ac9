-- A process is written together: versions that are drafted, decided on, tried and retired.
ALTER TABLE processes ADD COLUMN process_key {TEXT} NOT NULL DEFAULT 'standard';

ALTER TABLE process_versions ADD COLUMN based_on BIGINT;
ALTER TABLE process_versions ADD COLUMN title {TEXT} NOT NULL DEFAULT '';
ALTER TABLE process_versions ADD COLUMN reason {TEXT} NOT NULL DEFAULT '';
ALTER TABLE process_versions ADD COLUMN author_id {BYTES};
ALTER TABLE process_versions ADD COLUMN round BIGINT NOT NULL DEFAULT 0;
ALTER TABLE process_versions ADD COLUMN due_on {TEXT};
ALTER TABLE process_versions ADD COLUMN quorum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE process_versions ADD COLUMN live_at BIGINT;

UPDATE process_versions SET state = 'retired' WHERE state = 'live' AND version <> (
  SELECT p.live_version FROM processes p
  WHERE p.workspace_id = process_versions.workspace_id AND p.id = process_versions.process_id);

-- Until now the live version was read for every deal, whatever it had begun with.
UPDATE deals SET process_version = (
  SELECT p.live_version FROM processes p WHERE p.workspace_id = deals.workspace_id AND p.id = deals.process_id)
WHERE status = 'open' AND process_version <> (
  SELECT p.live_version FROM processes p WHERE p.workspace_id = deals.workspace_id AND p.id = deals.process_id);

CREATE INDEX deals_version ON deals (workspace_id, process_id, process_version, stage_key)
  WHERE status = 'open' AND discarded_at IS NULL;

-- The teams that try a version before all do.
CREATE TABLE process_trials (
  workspace_id {BYTES} NOT NULL,
  process_id {BYTES} NOT NULL,
  version BIGINT NOT NULL,
  team_id {BYTES} NOT NULL,
  PRIMARY KEY (workspace_id, process_id, team_id)
);

-- What people say to a proposal, round by round.
CREATE TABLE process_answers (
  workspace_id {BYTES} NOT NULL,
  process_id {BYTES} NOT NULL,
  version BIGINT NOT NULL,
  round BIGINT NOT NULL,
  member_id {BYTES} NOT NULL,
  stance {TEXT} NOT NULL,
  reason {TEXT} NOT NULL,
  answered_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, process_id, version, round, member_id)
);

CREATE TABLE process_comments (
  workspace_id {BYTES} NOT NULL,
  process_id {BYTES} NOT NULL,
  version BIGINT NOT NULL,
  number BIGINT NOT NULL,
  member_id {BYTES} NOT NULL,
  words {TEXT} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, process_id, version, number)
);
