-- Files of deals. Nobody sees one before it has come in as a whole.
CREATE TABLE files (
  workspace_id {BYTES} NOT NULL,
  id {BYTES} NOT NULL,
  deal_id {BYTES},
  name {TEXT} NOT NULL,
  media_type {TEXT} NOT NULL,
  bytes BIGINT NOT NULL,
  digest {TEXT} NOT NULL,
  author_id {BYTES} NOT NULL,
  created_at BIGINT NOT NULL,
  attached_at BIGINT,
  discarded_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX files_deal ON files (workspace_id, deal_id, attached_at) WHERE deal_id IS NOT NULL;
CREATE INDEX files_coming ON files (workspace_id, created_at) WHERE attached_at IS NULL;

CREATE TABLE file_chunks (
  workspace_id {BYTES} NOT NULL,
  file_id {BYTES} NOT NULL,
  place BIGINT NOT NULL,
  content {BYTES} NOT NULL,
  PRIMARY KEY (workspace_id, file_id, place)
);

-- What shows that a criterion holds may be a file.
ALTER TABLE deal_checks ADD COLUMN file_id {BYTES};
