-- How long deals really stay in a stage: days by which 85 of 100 have left, learned anew by the work in the background.
CREATE TABLE stage_ages (
  workspace_id {BYTES} NOT NULL,
  stage_key {TEXT} NOT NULL,
  days BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, stage_key)
) {BY_KEY};
