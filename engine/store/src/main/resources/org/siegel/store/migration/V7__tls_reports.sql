-- TLS sessions with recipient domains, counted for reports (RFC 8460). What was counted is the same on all rows of a fragment; each
-- node counts in rows of its own. The day is that of UTC, as 2026-11-23.
CREATE TABLE IF NOT EXISTS siegel_tls_sessions (
    report_day VARCHAR(10)  NOT NULL,
    domain     VARCHAR(255) NOT NULL,
    fragment   VARCHAR(64)  NOT NULL,
    node       VARCHAR(255) NOT NULL,
    document   TEXT         NOT NULL,
    sessions   BIGINT       NOT NULL,
    PRIMARY KEY (report_day, domain, fragment, node)
);

-- One report to one domain about one day; done when there is no time for the next try.
CREATE TABLE IF NOT EXISTS siegel_tls_report (
    report_day VARCHAR(10)                 NOT NULL,
    domain     VARCHAR(255)                NOT NULL,
    next_try   TIMESTAMP(6) WITH TIME ZONE,
    PRIMARY KEY (report_day, domain)
);

CREATE INDEX IF NOT EXISTS siegel_tls_report_due ON siegel_tls_report (next_try);
