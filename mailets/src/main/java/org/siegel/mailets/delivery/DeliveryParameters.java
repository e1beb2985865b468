package org.siegel.mailets.delivery;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.mailet.MailetConfig;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.delivery.Destination;
import org.siegel.transport.delivery.SenderSettings;
import org.siegel.transport.smtp.Login;

/**
 * The parameters of {@code StrictTlsRemoteDelivery}, named as James's {@code RemoteDelivery} names them.
 *
 * @param outgoing      name of the queue
 * @param schedule      {@code delayTime} and {@code maxRetries}
 * @param maxDnsRetries how often a mail is tried again whose last attempt met a DNS problem
 * @param after         where mails go then
 * @param gateway       takes all mail in the place of the recipients' MX hosts
 * @param requiredGrade at least this is demanded, whatever the policy says; without a gateway it can only raise
 * @param sender        what probes do otherwise
 * @param isTalkative   whether each attempt is told in the log
 */
public record DeliveryParameters(
        String outgoing,
        RetrySchedule schedule,
        int maxDnsRetries,
        AfterAttempt after,
        Optional<Destination.Gateway> gateway,
        TransportGrade requiredGrade,
        SenderSettings sender,
        boolean isTalkative) {

    private static final String DEFAULT_DELAYS = "5 min, 15 min, 30 min, 1 h, 2 h, 4 h";
    private static final Duration DEFAULT_DELAY_NOTICE = Duration.ofHours(4);
    private static final int DEFAULT_RETRIES = 20;
    private static final int SMTP = 25;
    private static final int SMTPS = 465;

    private static final Set<String> KNOWN = Set.of(
            "outgoing",
            "delayTime",
            "maxRetries",
            "maxDnsProblemRetries",
            "bounceProcessor",
            "onSuccess",
            "onSealedSuccess",
            "fallbackProcessor",
            "containerRefusedProcessor",
            "delayedProcessor",
            "delayedAfter",
            "relayedProcessor",
            "gateway",
            "gatewayPort",
            "gatewayUsername",
            "gatewayPassword",
            "gatewayTls",
            "requiredGrade",
            "heloName",
            "bind",
            "timeout",
            "connectionTimeout",
            "debug");

    /** Parameters of James's RemoteDelivery that have no place here, and what to do instead. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("startTLS", "TLS is demanded by the policy, adaptive-encryption.xml"),
            Map.entry(
                    "sslEnable",
                    "TLS is demanded by the policy, adaptive-encryption.xml; for a gateway that speaks TLS from the start,"
                            + " write <gatewayTls>implicit</gatewayTls>"),
            Map.entry("usePriority", "mails are delivered in the order of their priority and due time"),
            Map.entry("verifyServerIdentity", "servers are authenticated as the policy demands"));

    /**
     * Reads them.
     *
     * @throws MessagingException if one is unknown or wrong: James does not start, rather than deliver otherwise than meant
     */
    public static DeliveryParameters of(MailetConfig config) throws MessagingException {
        refuseUnknown(config);
        ParameterReader reader = new ParameterReader(config);
        try {
            boolean isImplicitTls = isImplicitTls(reader);
            Optional<Destination.Gateway> gateway = reader.text("gateway")
                    .map(host ->
                            Destination.Gateway.of(host, reader.number("gatewayPort", isImplicitTls ? SMTPS : SMTP)));
            int maxRetries = reader.number("maxRetries", DEFAULT_RETRIES);
            TransportGrade required = grade(reader.text("requiredGrade", gateway.isPresent() ? "mandatory" : "none"));
            SenderSettings sender = sender(reader, isImplicitTls);
            refuseWithoutGateway(gateway.isPresent(), reader);
            return new DeliveryParameters(
                    reader.text("outgoing", "outgoing"),
                    RetrySchedule.parse(reader.text("delayTime", DEFAULT_DELAYS), maxRetries),
                    Math.min(maxRetries, reader.number("maxDnsProblemRetries", maxRetries)),
                    after(reader),
                    gateway,
                    required,
                    sender,
                    reader.claim("debug"));
        } catch (IllegalArgumentException e) {
            throw new MessagingException("mailetcontainer.xml: StrictTlsRemoteDelivery: " + e.getMessage(), e);
        }
    }

    private static AfterAttempt after(ParameterReader reader) {
        return new AfterAttempt(
                reader.text("bounceProcessor", "bounces"),
                reader.text("fallbackProcessor", "fallback"),
                reader.text("onSuccess"),
                reader.text("onSealedSuccess"),
                reader.text("containerRefusedProcessor"),
                reader.text("delayedProcessor"),
                reader.time("delayedAfter").orElse(DEFAULT_DELAY_NOTICE),
                reader.text("relayedProcessor"));
    }

    private static SenderSettings sender(ParameterReader reader, boolean isImplicitTls) {
        Optional<String> user = reader.text("gatewayUsername");
        Optional<String> password = reader.text("gatewayPassword");
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("gatewayUsername and gatewayPassword belong together; one is missing");
        }
        return new SenderSettings(
                reader.text("heloName"),
                reader.address("bind"),
                reader.time("timeout"),
                reader.time("connectionTimeout"),
                user.flatMap(name -> password.map(secret -> new Login(name, secret))),
                isImplicitTls);
    }

    private static boolean isImplicitTls(ParameterReader reader) {
        return switch (reader.text("gatewayTls", "starttls")) {
            case "starttls" -> false;
            case "implicit" -> true;
            default -> throw new IllegalArgumentException("gatewayTls must be starttls or implicit");
        };
    }

    private static void refuseWithoutGateway(boolean hasGateway, ParameterReader reader) {
        for (String name : List.of("gatewayPort", "gatewayUsername", "gatewayPassword", "gatewayTls")) {
            if (!hasGateway && reader.text(name).isPresent()) {
                throw new IllegalArgumentException(name + " needs a <gateway>");
            }
        }
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
}
