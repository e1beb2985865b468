-- The best grade that was seen of each recipient domain, or the last that was confirmed, and the lower one that it dropped to.
CREATE TABLE IF NOT EXISTS siegel_grade_memory (
    domain         VARCHAR(255)                NOT NULL PRIMARY KEY,
    grade          VARCHAR(16)                 NOT NULL,
    since          TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_seen      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    basis          VARCHAR(255)                NOT NULL,
    dropped_to     VARCHAR(16),
    dropped_at     TIMESTAMP(6) WITH TIME ZONE,
    dropped_why    VARCHAR(2000),
    confirmed_by   VARCHAR(255),
    confirmed_at   TIMESTAMP(6) WITH TIME ZONE,
    confirmed_from VARCHAR(16)
);

CREATE INDEX IF NOT EXISTS siegel_grade_memory_by_drop ON siegel_grade_memory (dropped_at);
CREATE INDEX IF NOT EXISTS siegel_grade_memory_by_last ON siegel_grade_memory (last_seen);
