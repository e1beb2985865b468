package org.siegel.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** A record as it stands in its table: what can be searched for, and the document that has all of it. */
record EvidenceRow(
        UUID id,
        Instant at,
        String node,
        String mailName,
        @Nullable String messageId,
        String recipient,
        String domain,
        int attempt,
        String outcome,
        String riskClass,
        String predicted,
        String chosen,
        String demanded,
        @Nullable String reached,
        String document) {

    static final String COLUMNS = "id, recorded_at, node, mail_name, message_id, recipient, domain, attempt, outcome,"
            + " risk_class, predicted, chosen, demanded, reached, document";

    private static final String INSERT = "INSERT INTO siegel_evidence (" + COLUMNS + ") VALUES"
            + " (:id, :at, :node, :mailName, :messageId, :recipient, :domain, :attempt, :outcome,"
            + " :riskClass, :predicted, :chosen, :demanded, :reached, :document)";

    static EvidenceRow of(Evidence evidence) {
        MailCopy copy = evidence.attempt().copy();
        Judgement judgement = evidence.attempt().judgement();
        Handling handling = evidence.attempt().handling();
        return new EvidenceRow(
                evidence.id(),
                evidence.at(),
                evidence.node(),
                LookupKey.of(copy.mailName()),
                copy.messageId().map(LookupKey::ofMessageId).orElse(null),
                LookupKey.ofAddress(copy.recipient()),
                LookupKey.ofAddress(copy.domain()),
                copy.attempt(),
                handling.outcome().name(),
                LookupKey.of(judgement.risk().riskClass().name()),
                JudgementJson.label(judgement.prediction().outlook()),
                judgement.decision().procedure().name(),
                judgement.decision().demand().name(),
                handling.connection().map(seen -> seen.reached().name()).orElse(null),
                EvidenceJson.write(evidence.attempt()));
    }

    static EvidenceRow read(ResultSet row) throws SQLException {
        return new EvidenceRow(
                row.getObject("id", UUID.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("node"),
                row.getString("mail_name"),
                row.getString("message_id"),
                row.getString("recipient"),
                row.getString("domain"),
                row.getInt("attempt"),
                row.getString("outcome"),
                row.getString("risk_class"),
                row.getString("predicted"),
                row.getString("chosen"),
                row.getString("demanded"),
                row.getString("reached"),
                row.getString("document"));
    }

    static PreparedBatch insertion(Handle handle) {
        return handle.prepareBatch(INSERT);
    }

    void addTo(PreparedBatch insertion) {
        insertion
                .bind("id", id)
                .bind("at", at)
                .bind("node", node)
                .bind("mailName", mailName)
                .bind("messageId", messageId)
                .bind("recipient", recipient)
                .bind("domain", domain)
                .bind("attempt", attempt)
                .bind("outcome", outcome)
                .bind("riskClass", riskClass)
                .bind("predicted", predicted)
                .bind("chosen", chosen)
                .bind("demanded", demanded)
                .bind("reached", reached)
                .bind("document", document)
                .add();
    }

    /** The hash of all columns. */
    Hash content() {
        return Hash.of(digest -> Arrays.asList(
                        id.toString(),
                        at.toString(),
                        node,
                        mailName,
                        messageId,
                        recipient,
                        domain,
                        Integer.toString(attempt),
                        outcome,
                        riskClass,
                        predicted,
                        chosen,
                        demanded,
                        reached,
                        document)
                .forEach(field -> {
                    // With its length before it, so that no text can move from one column to the next.
                    byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
                    digest.update(ByteBuffer.allocate(Integer.BYTES)
                            .putInt(0, field == null ? -1 : bytes.length)
                            .array());
                    digest.update(bytes);
                }));
    }

    /** @throws StoreException if the document cannot be read */
    Evidence evidence() {
        try {
            return new Evidence(id, at, node, EvidenceJson.read(document));
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The evidence record " + id + " cannot be read: was it written by a newer version, or changed?", e);
        }
    }
}
