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
import java.util.TreeMap;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.pki.Identity;
import org.siegel.transport.interop.Exim;
import org.siegel.transport.interop.OpenSmtpd;
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

    /** Domains by what their server, Postfix, does not offer. */
    private static final Map<String, String> WITHOUT = without();

    /** Domains whose server is Exim, and whether it offers next to nothing. */
    private static final Map<String, Boolean> EXIM_IS_BARE =
            new TreeMap<>(Map.of("exim.test", false, "eximbare.test", true));

    /** The domain of OpenSMTPD, which has DSN, 8BITMIME and SIZE, and no CHUNKING, PIPELINING or SMTPUTF8. */
    private static final String OPENSMTPD = "opensmtpd.test";

    private final Identity identity = Network.AUTHORITY.issue("mx1.receiver.test");
    private Receiver postfix;
    private Receiver exim;
    private Receiver openSmtpd;
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
        postfix = Postfix.start(servers, List.copyOf(WITHOUT.keySet()));
        Path pem = Files.writeString(directory.resolve("pair.pem"), Files.readString(key) + Files.readString(chain));
        List<Exim.Server> exims = new ArrayList<>();
        EXIM_IS_BARE.forEach((_domain, isBare) ->
                exims.add(new Exim.Server(address(servers.size() + exims.size()), "NORMAL", pem, isBare)));
        exim = Exim.start(postfix.port(), exims, List.copyOf(EXIM_IS_BARE.keySet()));
        List<String> domains = domains().toList();
        openSmtpd = OpenSmtpd.start(address(domains.indexOf(OPENSMTPD)), postfix.port(), pem, List.of(OPENSMTPD));
        network = new Network().at(postfix.port());
        network.zones(zones -> {
            IntStream.range(0, domains.size())
                    .forEach(i -> zones.signed(
                            domains.get(i), "@ MX 10 mx1", "mx1 A " + address(i), network.daneEe("mx1", identity)));
            return zones;
        });
    }

    /** In the order of their servers' addresses. */
    private static Stream<String> domains() {
        return Stream.of(WITHOUT.keySet(), EXIM_IS_BARE.keySet(), Set.of(OPENSMTPD))
                .flatMap(Set::stream);
    }

    private Receiver receiver(String domain) {
        if (domain.equals(OPENSMTPD)) {
            return openSmtpd;
        }
        return EXIM_IS_BARE.containsKey(domain) ? exim : postfix;
    }

    private static String address(int number) {
        return "127.0.9." + (number + 1);
    }

    @AfterAll
    void stop() {
        network.close();
        openSmtpd.close();
        exim.close();
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
        return domains()
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
        assertThat(receiver(domain).mailTo(recipient)).satisfies(arrived -> assertIsBehindTrace(arrived, text));
    }

    /** Servers put header fields before a mail, and change nothing. */
    private static void assertIsBehindTrace(String arrived, String sent) {
        String asFile = sent.replace("\r\n", "\n");
        assertThat(arrived.endsWith(asFile)).as("%.300s", arrived).isTrue();
        assertThat(arrived.substring(0, arrived.length() - asFile.length()).lines())
                .allMatch(line -> line.matches(
                        "(?i)(Return-Path|X-Original-To|Delivered-To|Received|Envelope-to|Delivery-date):.*|\\s.*"));
    }

    @Test
    void eightBitTextArrivesEncodedWhereTheServerTakesNoEightBits() throws IOException {
        DeliveryReport report = deliver(
                "no8bit.test",
                envelope("sam@siegel.test", Recipient.of(new Mailbox("eight@no8bit.test"))),
                messages().get("eight bit"));

        assertThat(report.results().getFirst().fate()).isInstanceOf(Fate.Delivered.class);
        assertThat(report.isEncoded()).as("and that is told").isTrue();
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

    @ParameterizedTest
    @ValueSource(strings = {"all.test", "exim.test", "eximbare.test", OPENSMTPD})
    void severalRecipientsOfOneMailAreToldApart(String domain) throws IOException {
        DeliveryReport report = deliver(
                domain,
                envelope(
                        "sam@siegel.test",
                        Recipient.of(new Mailbox("several1@" + domain)),
                        Recipient.of(new Mailbox("nobody@elsewhere.test")),
                        Recipient.of(new Mailbox("several2@" + domain))),
                messages().get("short"));

        assertThat(report.results())
                .extracting(result -> result.fate().getClass().getSimpleName())
                .containsExactly("Delivered", "Refused", "Delivered");
        assertThat(receiver(domain).mailTo("several1@" + domain)).contains("hello");
        assertThat(receiver(domain).mailTo("several2@" + domain)).contains("hello");
    }

    /** Exim tells them as they travel, in xtext (RFC 3461 §4). */
    @ParameterizedTest
    @CsvSource({"all.test, QQ+3 14=159, first+name", "exim.test, QQ+2B3+2014+3D159, first+2Bname"})
    void theSendersWishesAboutNoticesReachTheServer(String domain, String id, String name) throws IOException {
        Recipient recipient = new Recipient(
                new Mailbox("dsn1@" + domain),
                Set.of(Notify.SUCCESS),
                Optional.of(new OriginalRecipient("rfc822", "first+name@" + domain)));
        Envelope envelope = new Envelope(
                Optional.of(new Mailbox("wishes@" + domain)),
                List.of(recipient),
                Optional.of(ReturnContent.HDRS),
                Optional.of("QQ+3 14=159"),
                false);

        DeliveryReport report = deliver(domain, envelope, messages().get("short"));

        assertThat(report.isDsnPassedOn()).isTrue();
        assertThat(receiver(domain).mailTo("wishes@" + domain))
                .containsIgnoringCase("Original-Envelope-Id: " + id)
                .contains("Original-Recipient: rfc822;" + name + "@" + domain, "Action: delivered")
                .containsIgnoringCase("Content-Type: text/rfc822-headers");
    }

    /** OpenSMTPD's notices leave out the names that the sender gave; its log has what it was told. */
    @Test
    void theSendersWishesReachOpenSmtpd() throws IOException {
        Recipient recipient = new Recipient(
                new Mailbox("dsn3@" + OPENSMTPD),
                Set.of(Notify.SUCCESS),
                Optional.of(new OriginalRecipient("rfc822", "first+name@" + OPENSMTPD)));
        Envelope envelope = new Envelope(
                Optional.of(new Mailbox("wishes@" + OPENSMTPD)),
                List.of(recipient),
                Optional.of(ReturnContent.HDRS),
                Optional.of("QQ+3 14=159"),
                false);

        DeliveryReport report = deliver(OPENSMTPD, envelope, messages().get("short"));

        assertThat(report.isDsnPassedOn()).isTrue();
        assertThat(openSmtpd.mailTo("wishes@" + OPENSMTPD))
                .contains("Final-Recipient: rfc822; dsn3@" + OPENSMTPD, "Action: delivered")
                .contains("Content-Type: text/rfc822-headers")
                .doesNotContain("\nhello\n");
        assertThat(openSmtpd.log())
                .contains("RET=HDRS", "ENVID=QQ+2B3+2014+3D159", "ORCPT=rfc822;first+2Bname@" + OPENSMTPD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodsn.test", "eximbare.test"})
    void whereTheServerKnowsNoWishesThatIsTold(String domain) throws IOException {
        Recipient recipient = new Recipient(new Mailbox("dsn2@" + domain), Set.of(Notify.SUCCESS), Optional.empty());

        DeliveryReport report = deliver(
                domain, envelope("sam@siegel.test", recipient), messages().get("short"));

        assertThat(report.isDsnPassedOn()).isFalse();
        assertThat(receiver(domain).mailTo("dsn2@" + domain)).contains("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all.test", "exim.test"})
    void anAddressBeyondAsciiTravelsWhereTheServerTakesIt(String domain) throws IOException {
        String recipient = "r\u00e4ksm\u00f6rg\u00e5s@" + domain;

        DeliveryReport report = deliver(
                domain,
                envelope("s\u00fc\u00df@siegel.test", Recipient.of(new Mailbox(recipient))),
                messages().get("short"));

        assertThat(report.results().getFirst().fate()).isInstanceOf(Fate.Delivered.class);
        assertThat(receiver(domain).mailTo(recipient)).contains("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no8bit.test", "eximbare.test", OPENSMTPD})
    void anAddressBeyondAsciiIsRefusedWhereTheServerDoesNot(String domain) throws IOException {
        DeliveryReport report = deliver(
                domain,
                envelope("sam@siegel.test", Recipient.of(new Mailbox("r\u00e4k@" + domain))),
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
