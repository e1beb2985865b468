-- The records of a node, chained: each link is the hash of the link before it, its own number and the hash of its record.
-- What retention removes leaves its row here, without the record; rows before the first record that is left may go, but
-- for the last of them.
CREATE TABLE IF NOT EXISTS siegel_evidence_chain (
    node        VARCHAR(255) NOT NULL,
    seq         BIGINT       NOT NULL,
    evidence_id UUID,
    content     VARCHAR(64)  NOT NULL,
    link        VARCHAR(64)  NOT NULL,
    removed_at  TIMESTAMP(6) WITH TIME ZONE,
    PRIMARY KEY (node, seq)
);

CREATE UNIQUE INDEX IF NOT EXISTS siegel_evidence_chain_by_record ON siegel_evidence_chain (evidence_id);
CREATE INDEX IF NOT EXISTS siegel_evidence_chain_by_link ON siegel_evidence_chain (link);
CREATE INDEX IF NOT EXISTS siegel_evidence_by_time ON siegel_evidence (recorded_at);
