package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.mailets.asking.DecisionCarrier;
import org.siegel.mailets.asking.DecisionCarrier.Way;

/**
 * The first mailet of the processor that mails go to which {@link HoldAndAskSender} held: does what was decided.
 *
 * <pre>{@code
 * <mailet match="All" class="org.siegel.mailets.CarryOutDecision">
 *   <pdfProcessor>password-pdf</pdfProcessor>
 *   <zipProcessor>password-zip</zipProcessor>
 *   <deliverProcessor>deliver</deliverProcessor>     <!-- as it is, over a connection of the grade that was decided -->
 *   <anewProcessor>transport</anewProcessor>         <!-- the recipient's server improved: decided anew -->
 *   <refusedProcessor>hold-refused</refusedProcessor> <!-- an administrator decided that it is not sent -->
 *   <expiredProcessor>hold-expired</expiredProcessor> <!-- nobody decided in time -->
 * </mailet>
 * }</pre>
 */
public final class CarryOutDecision extends GenericMailet {

    private static final Map<Way, String> PARAMETERS = Map.of(
            Way.PDF, "pdfProcessor",
            Way.ZIP, "zipProcessor",
            Way.DELIVER, "deliverProcessor",
            Way.ANEW, "anewProcessor",
            Way.REFUSED, "refusedProcessor",
            Way.EXPIRED, "expiredProcessor");
    private static final Map<Way, String> STANDARD = Map.of(
            Way.PDF, "password-pdf",
            Way.ZIP, "password-zip",
            Way.DELIVER, "deliver",
            Way.ANEW, "transport",
            Way.REFUSED, "hold-refused",
            Way.EXPIRED, "hold-expired");

    private final DecisionCarrier carrier;
    private final Map<Way, String> processors = new EnumMap<>(Way.class);

    @Inject
    public CarryOutDecision(DecisionCarrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.copyOf(PARAMETERS.values()));
        PARAMETERS.forEach((way, name) -> processors.put(way, getInitParameter(name, STANDARD.get(way))));
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Way way = carrier.carry(mail);
        mail.setState(processors.getOrDefault(way, Mail.GHOST));
    }

    @Override
    public String getMailetInfo() {
        return "Does with a held mail what was decided";
    }
}
