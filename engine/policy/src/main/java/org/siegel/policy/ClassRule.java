package org.siegel.policy;

/**
 * What a risk class demands of the transfer and what is done with the mail.
 *
 * @param requiredGrade what the connection that carries the clear mail must reach
 * @param whenReached   what is done where the transfer reaches it; usually {@link Procedure#DELIVER}
 * @param otherwise     what is done where it does not
 */
public record ClassRule(TransportGrade requiredGrade, Procedure whenReached, Procedure otherwise) {

    public ClassRule {
        if (otherwise == Procedure.DELIVER && requiredGrade != TransportGrade.NONE) {
            throw new IllegalArgumentException("'otherwise' cannot be 'deliver' while required-grade is '"
                    + requiredGrade.configName()
                    + "': the mail would go below its grade; use mandatory-tls, password-pdf, password-zip, ask-sender"
                    + " or refuse, or set required-grade=\"none\"");
        }
    }

    /** Whether a mail may be read on the servers of its way at all, over a connection that is good enough. */
    boolean permitsClear() {
        return whenReached == Procedure.DELIVER || whenReached == Procedure.MANDATORY_TLS;
    }
}
