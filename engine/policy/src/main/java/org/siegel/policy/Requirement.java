package org.siegel.policy;

/**
 * What holds for the mail of one class to one domain, exceptions applied.
 *
 * @param requiredGrade  for the clear mail
 * @param coverMailGrade for a wrapped mail
 */
public record Requirement(
        TransportGrade requiredGrade, TransportGrade coverMailGrade, Procedure whenReached, Procedure otherwise) {

    Requirement with(DomainException exception) {
        return new Requirement(
                exception.requiredGrade().orElse(requiredGrade),
                exception.coverMailGrade().orElse(coverMailGrade),
                whenReached,
                otherwise);
    }

    /**
     * What is done with the mail, given how well it would travel.
     *
     * @param outlook what can be said about the recipient's domain
     */
    public Decision decide(Outlook outlook) {
        return switch (outlook) {
            case Outlook.Predicted(var grade) -> grade.atLeast(requiredGrade) ? reached() : missed();
            // "Could not tell" lowers nothing: delivery tries, at the full demand, until the policy's patience ends.
            case Outlook.Undetermined() -> reached();
            case Outlook.Exhausted() -> missed();
        };
    }

    private Decision reached() {
        return new Decision(whenReached, requiredGrade);
    }

    private Decision missed() {
        return switch (otherwise) {
            case MANDATORY_TLS -> new Decision(otherwise, TransportGrade.MANDATORY);
            case PASSWORD_PDF, PASSWORD_ZIP -> new Decision(otherwise, coverMailGrade);
            case DELIVER, ASK_SENDER, REFUSE -> new Decision(otherwise, requiredGrade);
        };
    }
}
