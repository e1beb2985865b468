-- MTA-STS policies of recipient domains, as they published them. One row per domain; a later fetch replaces it.
CREATE TABLE IF NOT EXISTS siegel_sts_policy (
    domain        VARCHAR(255)                NOT NULL PRIMARY KEY,
    record_id     VARCHAR(32)                 NOT NULL,
    policy        TEXT                        NOT NULL,
    fetched_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    refresh_after TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX IF NOT EXISTS siegel_sts_policy_by_refresh ON siegel_sts_policy (refresh_after);
CREATE INDEX IF NOT EXISTS siegel_sts_policy_by_expiry ON siegel_sts_policy (expires_at);
