package org.siegel.policy;

/**
 * Why a mail has its risk class: what kind of thing was found, how often and where, never the thing itself.
 *
 * @param kind  what was found, such as {@code iban}, {@code tag:vertraulich} or {@code not-scanned}
 * @param count how many distinct values, at least 1
 * @param place where, such as {@code subject}, {@code text} or {@code attachment 2 (text/plain)}
 * @param riskClass the class that this reason alone leads to
 */
public record RiskReason(String kind, int count, String place, RiskClass riskClass) {

    public RiskReason {
        if (kind.isBlank() || count < 1) {
            throw new IllegalArgumentException("A reason needs a kind and a count of at least 1");
        }
    }

    @Override
    public String toString() {
        return (count > 1 ? count + " x " : "") + kind + " in " + place + " -> " + riskClass;
    }
}
