package org.siegel.mailets.delivery;

import jakarta.mail.MessagingException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.mailet.MailetConfig;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.delivery.Destination;

/**
 * The parameters of {@code StrictTlsRemoteDelivery}, named as James's {@code RemoteDelivery} names them.
 *
 * @param outgoing          name of the queue
 * @param schedule          {@code delayTime} and {@code maxRetries}
 * @param bounceProcessor   gets what cannot be delivered
 * @param onSuccess         gets what was delivered, if anything should
 * @param onSealedSuccess   gets of what was delivered only what is sealed: those mails have a password to hand over, and
 *                          all others are spared a third way through a queue
 * @param fallbackProcessor decides anew about mail whose grade was not to be had
 * @param gateway           takes all mail in the place of the recipients' MX hosts
 * @param requiredGrade     at least this is demanded, whatever the policy says; without a gateway it can only raise
 */
public record DeliveryParameters(
        String outgoing,
        RetrySchedule schedule,
        String bounceProcessor,
        Optional<String> onSuccess,
        Optional<String> onSealedSuccess,
        String fallbackProcessor,
        Optional<Destination.Gateway> gateway,
        TransportGrade requiredGrade) {

    private static final String DEFAULT_DELAYS = "5 min, 15 min, 30 min, 1 h, 2 h, 4 h";
    private static final int DEFAULT_RETRIES = 20;
    private static final int SMTP = 25;

    private static final Set<String> KNOWN = Set.of(
            "outgoing",
            "delayTime",
            "maxRetries",
            "bounceProcessor",
            "onSuccess",
            "onSealedSuccess",
            "fallbackProcessor",
            "gateway",
            "gatewayPort",
            "requiredGrade");

    /** Parameters of James's RemoteDelivery that have no place here, and what to do instead. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("startTLS", "TLS is demanded by the policy, adaptive-encryption.xml"),
            Map.entry("sslEnable", "TLS is demanded by the policy, adaptive-encryption.xml"),
            Map.entry("usePriority", "mails are delivered in the order of their due time"),
            Map.entry("verifyServerIdentity", "servers are authenticated as the policy demands"),
            Map.entry("heloName", "set smtp.helo-name in siegel.properties; probes use it too"),
            Map.entry("bind", "set smtp.bind in siegel.properties; probes use it too"),
            Map.entry("timeout", "set smtp.command-timeout in siegel.properties; probes use it too"),
            Map.entry("connectionTimeout", "set smtp.connect-timeout in siegel.properties; probes use it too"));

    /**
     * Reads them.
     *
     * @throws MessagingException if one is unknown or wrong: James does not start, rather than deliver otherwise than meant
     */
    public static DeliveryParameters of(MailetConfig config) throws MessagingException {
        refuseUnknown(config);
        try {
            Optional<Destination.Gateway> gateway = Optional.ofNullable(config.getInitParameter("gateway"))
                    .map(host -> Destination.Gateway.of(host, number(config, "gatewayPort", SMTP)));
            return new DeliveryParameters(
                    text(config, "outgoing", "outgoing"),
                    RetrySchedule.parse(
                            text(config, "delayTime", DEFAULT_DELAYS), number(config, "maxRetries", DEFAULT_RETRIES)),
                    text(config, "bounceProcessor", "bounces"),
                    Optional.ofNullable(config.getInitParameter("onSuccess")),
                    Optional.ofNullable(config.getInitParameter("onSealedSuccess")),
                    text(config, "fallbackProcessor", "fallback"),
                    gateway,
                    grade(text(config, "requiredGrade", gateway.isPresent() ? "mandatory" : "none")));
        } catch (IllegalArgumentException e) {
            throw new MessagingException("mailetcontainer.xml: StrictTlsRemoteDelivery: " + e.getMessage(), e);
        }
    }

    /** Where a delivered mail goes, if anywhere. */
    Optional<String> processorAfterSuccess(boolean isSealed) {
        return isSealed ? onSealedSuccess.or(() -> onSuccess) : onSuccess;
    }

    private static void refuseUnknown(MailetConfig config) throws MessagingException {
        for (Iterator<String> names = config.getInitParameterNames(); names.hasNext(); ) {
            String name = names.next();
            if (KNOWN.contains(name)) {
                continue;
            }
            String instead = ELSEWHERE.getOrDefault(
                    name, "it is unknown; use one of " + String.join(", ", new TreeSet<>(KNOWN)));
            throw new MessagingException(
                    "mailetcontainer.xml: StrictTlsRemoteDelivery: remove <" + name + ">: " + instead);
        }
    }

    private static TransportGrade grade(String text) {
        try {
            return TransportGrade.fromConfigName(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("requiredGrade: " + e.getMessage(), e);
        }
    }

    private static String text(MailetConfig config, String name, String otherwise) {
        String value = config.getInitParameter(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private static int number(MailetConfig config, String name, int otherwise) {
        String value = text(config, name, Integer.toString(otherwise));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, not '" + value + "'", e);
        }
    }
}
