package org.siegel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * An MTA-STS policy as a domain published it.
 *
 * @param domain       in lower-case ASCII form
 * @param recordId     what the domain's TXT record said when it was fetched; at most 32 characters
 * @param policy       the text
 * @param fetched      when
 * @param expires      from when on it is not to be relied on
 * @param refreshAfter when it is to be fetched anew
 */
public record StoredStsPolicy(
        String domain, String recordId, String policy, Instant fetched, Instant expires, Instant refreshAfter) {

    static final String COLUMNS = "domain, record_id, policy, fetched_at, expires_at, refresh_after";

    static final class Mapper implements RowMapper<StoredStsPolicy> {
        @Override
        public StoredStsPolicy map(ResultSet row, StatementContext context) throws SQLException {
            return new StoredStsPolicy(
                    row.getString("domain"),
                    row.getString("record_id"),
                    row.getString("policy"),
                    instant(row, "fetched_at"),
                    instant(row, "expires_at"),
                    instant(row, "refresh_after"));
        }

        private static Instant instant(ResultSet row, String column) throws SQLException {
            return row.getObject(column, OffsetDateTime.class).toInstant();
        }
    }
}
