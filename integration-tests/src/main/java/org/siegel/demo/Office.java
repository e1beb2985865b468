package org.siegel.demo;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import org.siegel.testing.dns.SignedDnsWorld;

/** The shipped configuration, fitted to a {@link World} as an administrator fits it to an organisation. */
public final class Office {

    private Office() {}

    /** Writes the working directory. */
    public static ConfFolder furnish(Distribution shipped, Path home, World world, LocalDate today) {
        ConfFolder conf = ConfFolder.copy(shipped, home);
        network(conf, world);
        route(conf, world);
        policy(conf, today);
        return conf;
    }

    /** From now on senders are asked about mails of class "high" that cannot travel well enough, and may choose all there is. */
    public static void askSenders(ConfFolder conf) {
        conf.edit(
                        "adaptive-encryption.xml",
                        "name=\"high\"      required-grade=\"qualified\" otherwise=\"password-pdf\"",
                        "name=\"high\"      required-grade=\"qualified\" otherwise=\"ask-sender\"")
                .edit(
                        "adaptive-encryption.xml",
                        "<choices>password-pdf, wait, withdraw</choices>",
                        "<choices>password-pdf, password-zip, send, wait, withdraw</choices>\n"
                                + "    <send up-to=\"high\" grade=\"mandatory\"/>");
    }

    private static void network(ConfFolder conf, World world) {
        SignedDnsWorld dns = world.dns();
        InetSocketAddress resolver = world.resolver();
        conf.write("trust-anchors", String.join("\n", dns.trustAnchors()) + "\n");
        conf.write("roots.pem", world.authority().rootPem());
        conf.set("siegel.properties", "dns.resolver", resolver.getAddress().getHostAddress() + ":" + resolver.getPort())
                .set("siegel.properties", "dns.timeout", "2 s")
                .set("siegel.properties", "dns.trust-anchors", "conf/trust-anchors")
                .set("siegel.properties", "smtp.helo-name", "gateway." + World.OWN)
                .set("siegel.properties", "smtp.connect-timeout", "5 s")
                .set("siegel.properties", "smtp.command-timeout", "30 s")
                .set("siegel.properties", "tls.trusted-roots", "conf/roots.pem")
                .set("siegel.properties", "smtp.port", Integer.toString(world.port()))
                .set("siegel.properties", "smtp.allow-private-addresses", "true")
                .set("siegel.properties", "node.name", "demo");
        conf.edit("smtpserver.xml", "<bind>127.0.0.1:2525</bind>", "<bind>127.0.0.1:0</bind>")
                .set("webadmin.properties", "port", "0");
    }

    private static void route(ConfFolder conf, World world) {
        conf.edit("domainlist.xml", "<!--\n    <domainnames>", "<domainnames>")
                .edit("domainlist.xml", "example.org", World.OWN)
                .edit("domainlist.xml", "\n        <domainname>example.net</domainname>", "")
                .edit("domainlist.xml", "</domainnames>\n    -->", "</domainnames>");
        conf.edit("mailetcontainer.xml", "postmaster@example.org", "postmaster@" + World.OWN)
                .edit(
                        "mailetcontainer.xml",
                        "<gateway>mail.example.org</gateway>",
                        "<gateway>"
                                + world.sink(World.OWN).address().getAddress().getHostAddress() + "</gateway>")
                .edit(
                        "mailetcontainer.xml",
                        "<gatewayPort>25</gatewayPort>",
                        "<gatewayPort>" + world.port() + "</gatewayPort>")
                .edit(
                        "mailetcontainer.xml",
                        "<requiredGrade>mandatory</requiredGrade>",
                        "<requiredGrade>none</requiredGrade>")
                // Nobody wants to watch for hours.
                .edit("mailetcontainer.xml", "5 min, 10 min, 15 min, 30 min, 1 h, 2 h, 4 h", "1 s")
                .edit("mailetcontainer.xml", "<maxRetries>24</maxRetries>", "<maxRetries>3</maxRetries>");
    }

    private static void policy(ConfFolder conf, LocalDate today) {
        conf.edit("adaptive-encryption.xml", "edition=\"2026-11-23\"", "edition=\"" + today + " demo\"")
                .edit("adaptive-encryption.xml", "Example Organisation", "Musterwerke AG")
                .edit("adaptive-encryption.xml", "<patience>PT4H</patience>", "<patience>PT3S</patience>")
                .edit("adaptive-encryption.xml", """
                          <!-- Decisions for single domains, with a reason and an end; an exception that has ended has no effect:
                          <exceptions>
                            <exception domain="praxis.example" cover-mail-grade="none" until="2027-03-31"
                                       reason="old server, replacement ordered; agreed with the officer on 2026-11-02"/>
                          </exceptions>
                          -->
                        """, """
                          <exceptions>
                            <exception domain="plaintext.test" cover-mail-grade="none" until="END"
                                       reason="server without TLS, replacement ordered; agreed with the officer"/>
                          </exceptions>
                        """.replace(
                                "END", today.plusMonths(3).toString()));
    }
}
