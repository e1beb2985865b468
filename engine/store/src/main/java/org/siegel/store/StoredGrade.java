package org.siegel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.TransportGrade;

/**
 * What is remembered of how well one domain was reached.
 *
 * @param domain       in lower-case ASCII form
 * @param grade        the best that was seen, or the last that was confirmed
 * @param since        when it was first seen or confirmed
 * @param lastSeen     when it was seen last
 * @param basis        what it was judged by; at most 255 characters
 * @param drop         the lower grade that was seen since, until it is confirmed or over
 * @param confirmation of the last drop that was confirmed
 */
public record StoredGrade(
        String domain,
        TransportGrade grade,
        Instant since,
        Instant lastSeen,
        String basis,
        Optional<Drop> drop,
        Optional<Confirmation> confirmation) {

    private static final int LONGEST_WHY = 2_000;

    /**
     * It was seen worse.
     *
     * @param why for people; what is longer than 2,000 characters is cut
     */
    public record Drop(TransportGrade to, Instant since, String why) {
        public Drop {
            why = why.replace('\0', ' ').substring(0, Math.min(why.length(), LONGEST_WHY)); // PostgreSQL refuses NUL
        }
    }

    /** Somebody took the lower grade for right. */
    public record Confirmation(String by, Instant at, TransportGrade from) {}

    static final String COLUMNS = "domain, grade, since, last_seen, basis, dropped_to, dropped_at, dropped_why,"
            + " confirmed_by, confirmed_at, confirmed_from";

    static final class Mapper implements RowMapper<StoredGrade> {
        @Override
        public StoredGrade map(ResultSet row, StatementContext context) throws SQLException {
            return new StoredGrade(
                    row.getString("domain"),
                    TransportGrade.valueOf(row.getString("grade")),
                    instant(row, "since"),
                    instant(row, "last_seen"),
                    row.getString("basis"),
                    drop(row),
                    confirmation(row));
        }

        private static Optional<Drop> drop(ResultSet row) throws SQLException {
            @Nullable String to = row.getString("dropped_to");
            return to == null
                    ? Optional.empty()
                    : Optional.of(new Drop(
                            TransportGrade.valueOf(to), instant(row, "dropped_at"), row.getString("dropped_why")));
        }

        private static Optional<Confirmation> confirmation(ResultSet row) throws SQLException {
            @Nullable String by = row.getString("confirmed_by");
            return by == null
                    ? Optional.empty()
                    : Optional.of(new Confirmation(
                            by, instant(row, "confirmed_at"), TransportGrade.valueOf(row.getString("confirmed_from"))));
        }

        private static Instant instant(ResultSet row, String column) throws SQLException {
            return row.getObject(column, OffsetDateTime.class).toInstant();
        }
    }
}
