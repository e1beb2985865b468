package org.siegel.transport.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.DomainName;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.dns.ZoneFlaw;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.route.MailRoute.MxHost;
import org.siegel.transport.route.MailRoute.Nowhere.Reason;
import org.xbill.DNS.Type;

/** Where mail goes: RFC 5321 §5.1, RFC 7505, RFC 7672 §2.2. */
class MailRouterTest {
    private static World world;

    @BeforeAll
    static void start() {
        world = World.of(World.zones()
                .signed(
                        "signed.test",
                        "@ MX 20 b",
                        "@ MX 10 a",
                        "@ MX 30 elsewhere.plain.test.",
                        "equal MX 10 a",
                        "equal MX 10 b",
                        "equal MX 10 c",
                        "equal MX 5 first",
                        "null MX 0 .",
                        "nullish MX 0 .",
                        "nullish MX 10 a",
                        "nullonly MX 0 .",
                        "nullonly MX 10 .",
                        "implicit A 127.0.1.1",
                        "literal MX 10 192.0.2.1.",
                        "mixed MX 10 192.0.2.1.",
                        "mixed MX 20 a",
                        "six MX 10 2001:db8::1.",
                        "odd MX 10 a\\@b",
                        "alias CNAME equal",
                        "far CNAME plain.test.",
                        "void CNAME none")
                .unsigned("plain.test", "@ MX 10 a", "implicit A 127.0.1.2")
                .flawed("bogus.test", new ZoneFlaw.EverySignatureCorrupt(), "@ MX 10 a"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @AfterEach
    void heal() {
        world.dns().heal();
        // What failed is remembered for some seconds.
        World.CLOCK.advance(Duration.ofSeconds(6));
    }

    private static MailRoute route(String domain) {
        return new MailRouter(world.validator(), new SecureRandom()).route(DomainName.of(domain));
    }

    private static List<String> hosts(MailRoute route) {
        return route instanceof MailRoute.Hosts hosts
                ? hosts.hosts().stream().map(host -> host.name().ascii()).toList()
                : List.of(route.toString());
    }

    @Test
    @Tag("RFC7672-D6")
    void mxHostsComeByPreference() {
        MailRoute route = route("signed.test");

        assertThat(hosts(route)).containsExactly("a.signed.test", "b.signed.test", "elsewhere.plain.test");
        assertThat(((MailRoute.Hosts) route).security()).isEqualTo(Security.SECURE);
    }

    @Test
    void equalPreferencesAreShuffledBehindTheBetterOne() {
        Set<List<String>> orders = new HashSet<>();
        for (int seed = 0; seed < 60; seed++) {
            MailRoute route = new MailRouter(world.validator(), new SplittableRandom(seed))
                    .route(DomainName.of("equal.signed.test"));
            orders.add(hosts(route));
        }
        assertThat(orders).hasSize(6).allMatch(order -> order.getFirst().equals("first.signed.test"));
    }

    @Test
    @Tag("DSK-Q2")
    void theUnsignedMxRecordSetIsToldAsInsecure() {
        assertThat(route("plain.test"))
                .isEqualTo(new MailRoute.Hosts(
                        Security.INSECURE,
                        List.of(new MxHost(10, DomainName.of("a.plain.test"))),
                        DomainName.of("plain.test")));
    }

    @Test
    void nullMxAcceptsNoMail() {
        assertThat(route("null.signed.test"))
                .isInstanceOfSatisfying(
                        MailRoute.Nowhere.class,
                        nowhere -> assertThat(nowhere.reason()).isEqualTo(Reason.NULL_MX));
    }

    @Test
    void aNullMxBesideOthersIsOnlyAUselessOne() {
        assertThat(hosts(route("nullish.signed.test"))).containsExactly("a.signed.test");
        assertThat(route("nullonly.signed.test"))
                .isInstanceOfSatisfying(
                        MailRoute.Nowhere.class,
                        nowhere -> assertThat(nowhere.reason()).isEqualTo(Reason.NO_USABLE_HOST));
    }

    @ParameterizedTest
    @CsvSource({"implicit.signed.test, SECURE", "implicit.plain.test, INSECURE"})
    @Tag("RFC7672-D7")
    void aDomainWithoutMxIsItsOwnHost(String domain, Security security) {
        DomainName name = DomainName.of(domain);

        assertThat(route(domain)).isEqualTo(new MailRoute.Hosts(security, List.of(new MxHost(0, name)), name));
    }

    @ParameterizedTest
    @CsvSource({"none.signed.test", "none.plain.test", "nosuchtld", "void.signed.test"})
    void aDomainThatDoesNotExistGetsNoMail(String domain) {
        assertThat(route(domain))
                .isInstanceOfSatisfying(
                        MailRoute.Nowhere.class,
                        nowhere -> assertThat(nowhere.reason()).isEqualTo(Reason.NO_SUCH_DOMAIN));
    }

    @ParameterizedTest
    @CsvSource({"literal.signed.test", "six.signed.test", "odd.signed.test"})
    void anMxThatIsNoHostNameIsUseless(String domain) {
        assertThat(route(domain)).isInstanceOfSatisfying(MailRoute.Nowhere.class, nowhere -> {
            assertThat(nowhere.reason()).isEqualTo(Reason.NO_USABLE_HOST);
            assertThat(nowhere.detail()).contains(domain);
        });
    }

    @Test
    @Tag("RFC7672-D5")
    void anAddressAmongMxHostsIsPassedOver() {
        assertThat(hosts(route("mixed.signed.test"))).containsExactly("a.signed.test");
    }

    @Test
    void anAliasIsFollowedAndTold() {
        MailRoute.Hosts hosts = (MailRoute.Hosts) route("alias.signed.test");

        assertThat(hosts.expanded()).isEqualTo(DomainName.of("equal.signed.test"));
        assertThat(hosts.security()).isEqualTo(Security.SECURE);
        assertThat(hosts.hosts()).hasSize(4);
    }

    @Test
    @Tag("RFC7672-D3")
    void oneInsecureLinkMakesTheWholeChainInsecure() {
        assertThat(((MailRoute.Hosts) route("far.signed.test")).security()).isEqualTo(Security.INSECURE);
    }

    @Test
    @Tag("RFC7672-D2")
    void aBogusMxRecordSetMakesMailWait() {
        assertThat(route("bogus.test"))
                .isInstanceOfSatisfying(
                        MailRoute.Unknown.class,
                        unknown -> assertThat(unknown.isBogus()).isTrue());
    }

    static Stream<DnsFault> faults() {
        return Stream.of(DnsFault.SERVFAIL, DnsFault.REFUSED, new DnsFault.Silence(), new DnsFault.Garbage());
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Tag("RFC7672-D2")
    void aFailedLookupMakesMailWait(DnsFault fault) {
        for (String domain : List.of("signed.test", "plain.test", "null.signed.test", "implicit.signed.test")) {
            World fresh = World.of(World.zones()
                    .signed("signed.test", "@ MX 10 a", "null MX 0 .", "implicit A 127.0.1.1")
                    .unsigned("plain.test", "@ MX 10 a"));
            try (fresh) {
                fresh.dns().fail(domain, Type.MX, fault);

                assertThat(new MailRouter(fresh.validator(), new SecureRandom()).route(DomainName.of(domain)))
                        .isInstanceOf(MailRoute.Unknown.class);
            }
        }
    }
}
