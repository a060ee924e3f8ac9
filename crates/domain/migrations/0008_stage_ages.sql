-- How long deals really stay in a stage: days by which 85 of 100 have left, from that day on as the work in the background
-- learned it; nothing once too few have left.
CREATE TABLE stage_ages (
  workspace_id {BYTES} NOT NULL,
  stage_key {TEXT} NOT NULL,
  from_on {TEXT} NOT NULL,
  days BIGINT,
  PRIMARY KEY (workspace_id, stage_key, from_on)
) {BY_KEY};
