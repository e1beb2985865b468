package org.siegel.transport.delivery;

import java.util.Optional;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.dns.DnsAnswer.Security;

/**
 * What REQUIRETLS asks of a connection (RFC 8689 §4.2.1), beside the keyword that the server must offer. This holds whatever
 * the policy demands, and the policy's demand holds beside it.
 */
final class RequiredTls {

    /** No TLS that is obsolete. */
    static final TransportGrade LEAST = TransportGrade.MANDATORY;

    private RequiredTls() {}

    /** What is missing; empty if nothing is. */
    static Optional<String> lack(KeptConnection connection) {
        ConnectionFacts facts = connection.facts();
        if (!facts.judgement().permits(LEAST)) {
            return Optional.of(facts.host() + ": " + facts.judgement().shortfall(LEAST));
        }
        if (!isNameProven(connection.target())) {
            return Optional.of("the name of the mail server " + facts.host()
                    + " is proven neither by DNSSEC nor by the domain's MTA-STS policy");
        }
        return facts.judgement().findings().stream()
                .filter(finding -> finding.criterion() == Criterion.AUTHENTICATION && !finding.isFulfilled())
                .map(Finding::detail)
                .findFirst();
    }

    /** One sentence for the sender. */
    static String refusal(String lack) {
        return "The message demands encryption on its whole way (REQUIRETLS), which the receiving server cannot give: "
                + lack;
    }

    private static boolean isNameProven(MxTarget target) {
        return target.mx() == Security.SECURE
                || target.sts().vouchesForHost()
                || target.pins().isConfirmed();
    }
}
