package org.siegel.policy;

import java.util.Objects;

/**
 * The officer's word that a kind of mail goes as it is where other mail is sealed.
 *
 * @param kind  of mail
 * @param upTo  the highest class that this holds for
 * @param grade what the connection must reach that carries it
 */
public record UnsealedRule(UnsealedKind kind, RiskClass upTo, TransportGrade grade) {

    public UnsealedRule {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(upTo, "upTo");
        Objects.requireNonNull(grade, "grade");
    }

    boolean holdsFor(UnsealedKind wanted, RiskClass riskClass) {
        return kind == wanted && riskClass.compareTo(upTo) <= 0;
    }
}
