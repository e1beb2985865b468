-- What several resolvers agreed on about mail servers of domains without DNSSEC, and since when. The empty address stands for
-- the fact that the domain names the host in its MX records.
CREATE TABLE IF NOT EXISTS siegel_mx_sighting (
    domain     VARCHAR(255)                NOT NULL,
    host       VARCHAR(255)                NOT NULL,
    address    VARCHAR(64)                 NOT NULL,
    first_seen TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_seen  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (domain, host, address)
);

CREATE INDEX IF NOT EXISTS siegel_mx_sighting_by_last ON siegel_mx_sighting (last_seen);
