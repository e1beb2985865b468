-- Which protected files the servers of recipient domains did not take, and their own words for it.
CREATE TABLE IF NOT EXISTS siegel_container_refusal (
    domain     VARCHAR(255)                NOT NULL,
    form       VARCHAR(16)                 NOT NULL,
    reply      VARCHAR(1000)               NOT NULL,
    refused_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (domain, form)
);

CREATE INDEX IF NOT EXISTS siegel_container_refusal_by_end ON siegel_container_refusal (expires_at);
