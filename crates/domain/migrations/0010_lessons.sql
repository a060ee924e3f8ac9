-- What the passes of criteria within the last year teach, counted anew by the work in the background.
CREATE TABLE criterion_lessons (
  workspace_id {BYTES} NOT NULL,
  process_id {BYTES} NOT NULL,
  criterion_key {TEXT} NOT NULL,
  outcome {TEXT} NOT NULL,
  status {TEXT} NOT NULL,
  passes BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, process_id, criterion_key, outcome, status)
) {BY_KEY};
