package org.siegel.transport.delivery;

import java.util.List;
import java.util.Optional;
import org.siegel.policy.Criterion;
import org.siegel.policy.DomainName;
import org.siegel.policy.Finding;
import org.siegel.policy.TransportGrade;

/**
 * What was found out about one mail server of a domain.
 *
 * @param preference of its MX record; 0 where the domain is its own mail server (RFC 5321 §5.1)
 */
public record MxVerdict(DomainName host, int preference, Standing standing) {

    /** What it means for mail. */
    public sealed interface Standing {

        /** The connection that it was asked over, where there was one. */
        default Optional<ConnectionFacts> facts() {
            return switch (this) {
                case Reaches(var _grade, var facts, var _why) -> facts;
                case Forbidden(var facts, var _why) -> facts;
                case Unreachable _unreachable -> Optional.empty();
                case Unusable _unusable -> Optional.empty();
            };
        }

        /** Why it is no better; empty if it is as good as can be. */
        String why();
    }

    /**
     * Mail can be given to it over a transfer of this grade.
     *
     * @param facts empty if its TLS failed with every offer
     */
    public record Reaches(TransportGrade grade, Optional<ConnectionFacts> facts, String why) implements Standing {

        /** The findings that keep it from a better grade; empty if nothing does. */
        public List<Finding> missing() {
            return facts.map(connection -> connection.judgement().missing(next(grade)))
                    .orElseGet(() -> List.of(noTls()));
        }

        /** The findings that are not simply as they should be. */
        public List<Finding> blemishes() {
            return facts.map(connection -> connection.judgement().findings().stream()
                            .filter(finding -> finding.status() != Finding.Status.PASSED)
                            .toList())
                    .orElseGet(() -> List.of(noTls()));
        }

        private Finding noTls() {
            return new Finding(Criterion.STARTTLS, Finding.Status.FAILED, why);
        }

        /** The best is no better than itself. */
        private static TransportGrade next(TransportGrade grade) {
            return grade.atLeast(TransportGrade.MANDATORY) ? TransportGrade.QUALIFIED : TransportGrade.MANDATORY;
        }
    }

    /** It gets no mail, whatever the mail demands: something binds it, and it does not comply (RFC 7672 §2.2). */
    public record Forbidden(Optional<ConnectionFacts> facts, String why) implements Standing {}

    /** Nothing is known of it now. */
    public record Unreachable(String why) implements Standing {}

    /** It has no address that mail may be sent to. */
    public record Unusable(String why) implements Standing {}
}
