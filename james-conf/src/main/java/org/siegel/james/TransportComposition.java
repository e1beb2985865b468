package org.siegel.james;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import org.siegel.policy.TransportRules;
import org.siegel.transport.delivery.Transport;
import org.siegel.transport.dns.DnsjavaValidator;
import org.siegel.transport.dns.TrustAnchors;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.smtp.Alarms;
import org.siegel.transport.smtp.LongLines;
import org.siegel.transport.smtp.SmtpClient;
import org.siegel.transport.smtp.SmtpTimeouts;
import org.siegel.transport.tls.PkixVerifier;

/** Puts the transport together from the settings: for the server, and in the same way for a command that looks at it. */
public final class TransportComposition {

    private TransportComposition() {}

    /** The resolver; asks nothing yet. */
    public static ValidatingDns dns(Settings settings, Clock clock) {
        return new DnsjavaValidator(
                settings.resolver(),
                settings.dnsTimeout(),
                settings.trustAnchors().map(TrustAnchors::from).orElse(TrustAnchors.ROOT),
                clock,
                Thread.ofVirtual().name("siegel-dns-", 0).factory());
    }

    /**
     * The transport; asks and connects nothing yet.
     *
     * @throws IllegalArgumentException if the rules name a profile that does not exist, or a file of the settings cannot be
     *     read
     */
    public static Transport transport(
            TransportRules rules, Settings settings, ValidatingDns dns, SecureRandom random, Clock clock) {
        SmtpClient smtp = new SmtpClient(
                settings.heloName().orElseGet(TransportComposition::thisMachine),
                SmtpTimeouts.allOf(settings.commandTimeout()),
                LongLines.SEND,
                new Alarms());
        PkixVerifier pkix =
                settings.trustedRoots().map(PkixVerifier::withRoots).orElseGet(PkixVerifier::withPlatformRoots);
        return Transport.of(rules, settings.transport(), dns, smtp, pkix, random, clock);
    }

    static String thisMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _nameless) {
            return "localhost";
        }
    }
}
