package org.siegel.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.Finding.Status;
import org.siegel.policy.Remark;
import org.siegel.policy.Remark.Kind;
import org.siegel.transport.delivery.ConnectionFacts;
import org.siegel.transport.delivery.MxVerdict;
import org.siegel.transport.judgement.CodePoints;
import org.siegel.transport.tls.TlsObservation;

/** The findings on a mail server with every criterion among them: those that nothing was found about, too. */
final class Criteria {

    private Criteria() {}

    /** In the order of the criteria. */
    static List<Finding> of(MxVerdict host) {
        List<Finding> all = new ArrayList<>();
        List<Finding> found = host.standing()
                .facts()
                .map(facts -> facts.judgement().findings())
                .orElse(List.of());
        for (Criterion criterion : Criterion.values()) {
            if (criterion == Criterion.DOWNGRADE) {
                continue; // of domains, and a command remembers nothing
            }
            List<Finding> own = found.stream()
                    .filter(finding -> finding.criterion() == criterion)
                    .toList();
            all.addAll(own.isEmpty() ? List.of(missing(criterion, host)) : own);
        }
        return all;
    }

    private static Finding missing(Criterion criterion, MxVerdict host) {
        ConnectionFacts facts = host.standing().facts().orElse(null);
        if (facts == null) {
            return unknown(criterion, Remark.of(Kind.NOT_SEEN, host.standing().why()));
        }
        if (criterion == Criterion.MTA_STS) {
            return new Finding(criterion, Status.PASSED, Remark.of(Kind.NO_MTA_STS));
        }
        if (criterion == Criterion.CORROBORATION) {
            return new Finding(criterion, Status.PASSED, Remark.of(Kind.CORROBORATION_NOT_ASKED));
        }
        TlsObservation tls = facts.tls().orElse(null);
        if (tls == null) {
            return unknown(criterion, Remark.of(Kind.NOT_SEEN_WITHOUT_TLS));
        }
        return switch (criterion) {
            case ENCRYPT_THEN_MAC ->
                new Finding(
                        criterion,
                        Status.PASSED,
                        Remark.of(Kind.ENCRYPT_THEN_MAC_NOT_NEEDED, CodePoints.suite(tls.cipherSuite())));
            case CHAIN_SIGNATURE, CHAIN_KEYS ->
                new Finding(criterion, Status.PASSED, Remark.of(Kind.CHAIN_DOES_NOT_COUNT));
            case REVOCATION ->
                isAuthenticated(facts)
                        ? new Finding(criterion, Status.PASSED, Remark.of(Kind.REVOCATION_DOES_NOT_COUNT))
                        : unknown(criterion, Remark.of(Kind.REVOCATION_NOT_LOOKED_UP));
            case MX_SECURITY,
                    ADDRESS_SECURITY,
                    MTA_STS,
                    CORROBORATION,
                    DOWNGRADE,
                    STARTTLS,
                    AUTHENTICATION,
                    VERSION,
                    CIPHER_SUITE,
                    FORWARD_SECRECY,
                    KEY_EXCHANGE_GROUP,
                    EXTENDED_MASTER_SECRET,
                    HANDSHAKE_SIGNATURE,
                    LEAF_KEY -> unknown(criterion, Remark.of(Kind.NOT_ASKED_BY_PROFILE));
        };
    }

    private static boolean isAuthenticated(ConnectionFacts facts) {
        return facts.judgement().findings().stream()
                .anyMatch(finding ->
                        finding.criterion() == Criterion.AUTHENTICATION && finding.status() == Status.PASSED);
    }

    private static Finding unknown(Criterion criterion, Remark why) {
        return new Finding(criterion, Status.UNKNOWN, why);
    }

    /** Where the rule stands. */
    static String source(Criterion criterion) {
        return switch (criterion) {
            case MX_SECURITY -> "RFC 7672 §2.2.1; DSK 2021";
            case ADDRESS_SECURITY -> "RFC 7672 §2.2.2; DSK 2021";
            case MTA_STS -> "RFC 8461 §4";
            case CORROBORATION -> "RFC 7858, RFC 8484";
            case DOWNGRADE -> "what was seen before";
            case STARTTLS -> "RFC 3207 §4";
            case AUTHENTICATION -> "RFC 7672 §3.1; RFC 8461 §4.2";
            case VERSION, CIPHER_SUITE, KEY_EXCHANGE_GROUP, HANDSHAKE_SIGNATURE -> "BSI TR-02102-2";
            case FORWARD_SECRECY -> "DSK 2021; BSI TR-02102-2";
            case ENCRYPT_THEN_MAC -> "RFC 7366; BSI TR-02102-2";
            case EXTENDED_MASTER_SECRET -> "RFC 7627; BSI TR-02102-2";
            case LEAF_KEY, CHAIN_KEYS -> "BSI TR-02102-2, key lengths";
            case CHAIN_SIGNATURE -> "BSI TR-02102-2, certificates";
            case REVOCATION -> "RFC 5280 §6.3; RFC 6066 §8";
        };
    }

    /** Criteria whose findings are not fulfilled, in their order. */
    static List<Criterion> unfulfilled(List<Finding> findings) {
        return Arrays.stream(Criterion.values())
                .filter(criterion -> findings.stream()
                        .anyMatch(finding -> finding.criterion() == criterion && !finding.isFulfilled()))
                .toList();
    }
}
