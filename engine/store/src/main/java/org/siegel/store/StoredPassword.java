package org.siegel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** One row of the table of passwords. */
record StoredPassword(SealedPassword description, SealedSecret secret) {

    static final String COLUMNS = "id, format, document, key_id, secret, created_at, notified_at, expires_at";

    /** Reads {@link #COLUMNS}. */
    static final class Mapper implements RowMapper<StoredPassword> {

        @Override
        public StoredPassword map(ResultSet row, StatementContext context) throws SQLException {
            String id = row.getString("id");
            try {
                NewPassword purpose = PasswordJson.read(
                        row.getString("document"),
                        Container.Format.valueOf(row.getString("format")),
                        instant(row, "expires_at").orElseThrow());
                return new StoredPassword(
                        new SealedPassword(
                                id, purpose, instant(row, "created_at").orElseThrow(), instant(row, "notified_at")),
                        new SealedSecret(row.getString("key_id"), row.getString("secret")));
            } catch (IllegalArgumentException e) {
                throw new StoreException(
                        "The row of password " + id + " cannot be read: was it written by a newer version, or changed?",
                        e);
            }
        }

        private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
            @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
        }
    }
}
