package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.pki.Identity;
import org.siegel.transport.interop.Postfix;
import org.siegel.transport.interop.Receiver;
import org.siegel.transport.smtp.Envelope;
import org.siegel.transport.smtp.Mailbox;
import org.siegel.transport.smtp.Notify;
import org.siegel.transport.smtp.OriginalRecipient;
import org.siegel.transport.smtp.OutgoingMessage;
import org.siegel.transport.smtp.Recipient;
import org.siegel.transport.smtp.ReturnContent;

/** Mail over qualified connections to real servers, with each set of extensions: it arrives as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceiversInteropIT {

    /** Domains by what their server does not offer. */
    private static final Map<String, String> WITHOUT = without();

    private final Identity identity = Network.AUTHORITY.issue("mx1.receiver.test");
    private Receiver postfix;
    private Network network;
    private int mails;

    private static Map<String, String> without() {
        Map<String, String> domains = new LinkedHashMap<>();
        domains.put("all.test", "");
        domains.put("nochunking.test", "chunking");
        domains.put("nopipelining.test", "pipelining");
        domains.put("bare.test", "chunking, pipelining, dsn, enhancedstatuscodes, size, etrn, vrfy");
        domains.put("no8bit.test", "8bitmime, smtputf8");
        domains.put("nodsn.test", "dsn");
        return domains;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path chain = directory.resolve("chain.pem");
        Path key = directory.resolve("key.pem");
        identity.writePem(chain, key);
        List<Postfix.Server> servers = new ArrayList<>();
        WITHOUT.forEach((_domain, missing) -> servers.add(new Postfix.Server(
                address(servers.size()),
                List.of("smtpd_tls_chain_files=" + key + "," + chain, "smtpd_discard_ehlo_keywords=" + missing))));
        List<String> domains = List.copyOf(WITHOUT.keySet());
        postfix = Postfix.start(servers, domains);
        network = new Network().at(postfix.port());
        network.zones(zones -> {
            IntStream.range(0, domains.size())
                    .forEach(i -> zones.signed(
                            domains.get(i), "@ MX 10 mx1", "mx1 A " + address(i), network.daneEe("mx1", identity)));
            return zones;
        });
    }

    private static String address(int number) {
        return "127.0.9." + (number + 1);
    }

    @AfterAll
    void stop() {
        network.close();
        postfix.close();
    }

    /** What is sent, one character an octet. */
    private static Map<String, String> messages() {
        String head = """
                From: sam@siegel.test
                Subject: hello
                Date: Mon, 23 Nov 2026 10:00:00 +0000
                Message-ID: <1@siegel.test>
                MIME-Version: 1.0
                """.replace("\n", "\r\n");
        String eight = head + """
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: 8bit

                """.replace("\n", "\r\n");
        Map<String, String> messages = new LinkedHashMap<>();
        messages.put("short", head + "\r\nhello\r\n");
        messages.put("empty", head + "\r\n");
        messages.put("dots", head + "\r\n.\r\n..\r\n.a\r\n\r\n.\r\n");
        messages.put("longest lines", head + "\r\n" + (".".repeat(998) + "\r\n").repeat(20));
        messages.put("eight bit", eight + "Gr\u00fc\u00dfe, \u00a0\u00ff\u0080\r\n");
        messages.put("large", head + "\r\n" + noise(3_000_000));
        return messages;
    }

    private static String noise(int size) {
        Random random = new Random(7);
        return IntStream.range(0, size / 76)
                .mapToObj(_line -> random.ints(74, ' ', '~')
                        .mapToObj(c -> String.valueOf((char) c))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    static Stream<Arguments> transfers() {
        return WITHOUT.keySet().stream()
                .flatMap(domain -> messages().keySet().stream()
                        // A server that takes no eight-bit text cannot get it as it was: below.
                        .filter(message -> !domain.equals("no8bit.test") || !message.equals("eight bit"))
                        .map(message -> Arguments.of(domain, message)));
    }

    @ParameterizedTest
    @MethodSource("transfers")
    void aMailArrivesAsItWas(String domain, String message) throws IOException {
        String text = messages().get(message);
        String recipient = "m" + ++mails + "@" + domain;

        DeliveryReport report =
                deliver(domain, envelope("sam@siegel.test", Recipient.of(new Mailbox(recipient))), text);

        assertThat(report.results().getFirst().fate()).isInstanceOf(Fate.Delivered.class);
        assertThat(postfix.mailTo(recipient)).satisfies(arrived -> assertIsBehindTrace(arrived, text));
    }

    /** Servers put header fields before a mail, and change nothing. */
    private static void assertIsBehindTrace(String arrived, String sent) {
        String asFile = sent.replace("\r\n", "\n");
        assertThat(arrived.endsWith(asFile)).as("%.300s", arrived).isTrue();
        assertThat(arrived.substring(0, arrived.length() - asFile.length()).lines())
                .allMatch(line -> line.matches(
                        "(Return-Path|X-Original-To|Delivered-To|Received|Envelope-to|Delivery-date):.*|\\s.*"));
    }

    @Test
    void eightBitTextArrivesEncodedWhereTheServerTakesNoEightBits() throws IOException {
        DeliveryReport report = deliver(
                "no8bit.test",
                envelope("sam@siegel.test", Recipient.of(new Mailbox("eight@no8bit.test"))),
                messages().get("eight bit"));

        assertThat(report.results().getFirst().fate()).isInstanceOf(Fate.Delivered.class);
        assertIsBehindTrace(
                postfix.mailTo("eight@no8bit.test"),
                messages()
                        .get("eight bit")
                        .replace("8bit", "base64")
                        .replace(
                                "Gr\u00fc\u00dfe, \u00a0\u00ff\u0080\r\n",
                                Base64.getEncoder()
                                                .encodeToString("Gr\u00fc\u00dfe, \u00a0\u00ff\u0080\r\n"
                                                        .getBytes(StandardCharsets.ISO_8859_1))
                                        + "\r\n"));
    }

    @Test
    void severalRecipientsOfOneMailAreToldApart() throws IOException {
        DeliveryReport report = deliver(
                "all.test",
                envelope(
                        "sam@siegel.test",
                        Recipient.of(new Mailbox("several1@all.test")),
                        Recipient.of(new Mailbox("nobody@elsewhere.test")),
                        Recipient.of(new Mailbox("several2@all.test"))),
                messages().get("short"));

        assertThat(report.results())
                .extracting(result -> result.fate().getClass().getSimpleName())
                .containsExactly("Delivered", "Refused", "Delivered");
        assertThat(postfix.mailTo("several1@all.test")).contains("hello");
        assertThat(postfix.mailTo("several2@all.test")).contains("hello");
    }

    @Test
    void theSendersWishesAboutNoticesReachTheServer() throws IOException {
        Recipient recipient = new Recipient(
                new Mailbox("dsn1@all.test"),
                Set.of(Notify.SUCCESS),
                Optional.of(new OriginalRecipient("rfc822", "first+name@all.test")));
        Envelope envelope = new Envelope(
                Optional.of(new Mailbox("wishes@all.test")),
                List.of(recipient),
                Optional.of(ReturnContent.HDRS),
                Optional.of("QQ+3 14=159"),
                false);

        DeliveryReport report = deliver("all.test", envelope, messages().get("short"));

        assertThat(report.isDsnPassedOn()).isTrue();
        assertThat(postfix.mailTo("wishes@all.test"))
                .contains(
                        "Original-Envelope-Id: QQ+3 14=159",
                        "Original-Recipient: rfc822;first+name@all.test",
                        "Action: delivered")
                .contains("Content-Type: text/rfc822-headers");
    }

    @Test
    void whereTheServerKnowsNoWishesThatIsTold() throws IOException {
        Recipient recipient = new Recipient(new Mailbox("dsn2@nodsn.test"), Set.of(Notify.SUCCESS), Optional.empty());

        DeliveryReport report = deliver(
                "nodsn.test", envelope("sam@siegel.test", recipient), messages().get("short"));

        assertThat(report.isDsnPassedOn()).isFalse();
        assertThat(postfix.mailTo("dsn2@nodsn.test")).contains("hello");
    }

    @Test
    void anAddressBeyondAsciiTravelsWhereTheServerTakesIt() throws IOException {
        String recipient = "r\u00e4ksm\u00f6rg\u00e5s@all.test";

        DeliveryReport report = deliver(
                "all.test",
                envelope("s\u00fc\u00df@siegel.test", Recipient.of(new Mailbox(recipient))),
                messages().get("short"));

        assertThat(report.results().getFirst().fate()).isInstanceOf(Fate.Delivered.class);
        assertThat(postfix.mailTo(recipient)).contains("hello");
    }

    @Test
    void anAddressBeyondAsciiIsRefusedWhereTheServerDoesNot() throws IOException {
        DeliveryReport report = deliver(
                "no8bit.test",
                envelope("sam@siegel.test", Recipient.of(new Mailbox("r\u00e4k@no8bit.test"))),
                messages().get("short"));

        assertThat(report.results().getFirst().fate())
                .isInstanceOfSatisfying(
                        Fate.Refused.class,
                        refused -> assertThat(refused.status().toString()).contains("5.6.7"));
    }

    private DeliveryReport deliver(String domain, Envelope envelope, String message) throws IOException {
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        return network.transport()
                .delivery()
                .deliver(
                        new Destination.Domain(DomainName.of(domain)),
                        TransportGrade.QUALIFIED,
                        envelope,
                        OutgoingMessage.examine(() -> new ByteArrayInputStream(octets)));
    }

    private static Envelope envelope(String sender, Recipient... recipients) {
        return Envelope.of(new Mailbox(sender), List.of(recipients));
    }
}
