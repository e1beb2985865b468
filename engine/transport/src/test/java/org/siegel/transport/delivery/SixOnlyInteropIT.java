package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.Tlsa;
import org.siegel.transport.interop.Exim;
import org.siegel.transport.interop.SixOnly;

/** Between two hosts that reach each other by IPv6 alone mail is delivered as strictly as anywhere, whatever addresses of IPv4 DNS tells. */
class SixOnlyInteropIT {

    static final List<String> DOMAINS = List.of("six.test", "unreachable4.test", "silent4.test", "only4.test");

    private static final int PORT = 2525;

    @Test
    void mailArrivesOverIpv6Alone(@TempDir Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Identity identity = Network.AUTHORITY.issue("mx1.six.test");
        Path key = directory.resolve("key.pem");
        Path chain = directory.resolve("chain.pem");
        identity.writePem(chain, key);
        Path pem = Files.writeString(directory.resolve("pair.pem"), Files.readString(key) + Files.readString(chain));
        Path tlsa = Files.writeString(
                directory.resolve("tlsa"), Tlsa.line("_" + PORT + "._tcp.mx1", 3, 1, 1, identity.certificate()));
        try (SixOnly hosts = SixOnly.create();
                Exim exim = Exim.start(
                        hosts, PORT, List.of(new Exim.Server(SixOnly.RECEIVER, "NORMAL", pem, false)), DOMAINS)) {
            String said = hosts.runOnSender(SixOnlySender.class, Integer.toString(PORT), tlsa.toString());

            String receiver = "fd53:0:0:0:0:0:0:2";
            assertThat(said.lines())
                    .as("%s\n%s", said, exim.log())
                    .contains(
                            "six.test: Delivered, QUALIFIED over " + receiver,
                            "unreachable4.test: Delivered, QUALIFIED over " + receiver,
                            "silent4.test: Delivered, QUALIFIED over " + receiver,
                            "only4.test: Postponed, no connection");
            for (String domain : DOMAINS.subList(0, 3)) {
                assertThat(exim.mailTo("rita@" + domain)).contains("\nhello\n").contains("[" + SixOnly.SENDER + "]");
            }
        }
    }
}
