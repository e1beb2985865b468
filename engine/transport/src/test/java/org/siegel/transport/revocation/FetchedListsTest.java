package org.siegel.transport.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.siegel.testing.FakeClock;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.transport.revocation.RevocationStanding.Good;
import org.siegel.transport.revocation.RevocationStanding.Revoked;
import org.siegel.transport.revocation.RevocationStanding.Unknown;

/** Nobody waits for a list; it is there for the next mail, and asked for rarely. */
class FetchedListsTest {

    private static final String URL = "http://crl.example.test/1.crl";

    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final TestAuthority authority = TestAuthority.root(clock);
    private final X509Certificate server =
            authority.plan("mx1.example.test").listedAt(URL).issue().certificate();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<URI> fetched = new ArrayList<>();
    private byte[] published = authority.list().der();
    private boolean isDown;
    private final FetchedLists lists = new FetchedLists(this::fetch, Duration.ZERO, background::add, clock);

    private byte[] fetch(URI source) throws IOException {
        fetched.add(source);
        if (isDown) {
            throw new IOException("down");
        }
        return published;
    }

    private RevocationStanding standing() {
        return lists.of(server, authority.certificate());
    }

    private void runBackground() {
        while (!background.isEmpty()) {
            background.pop().run();
        }
    }

    @Test
    void theFirstTimeNothingIsKnownAndTheListComesForTheNext() {
        published = authority.list().revoking(server).der();

        assertThat(standing())
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.words()).contains("is being fetched"));
        assertThat(standing()).isInstanceOf(Unknown.class);
        assertThat(background).as("asked for once").hasSize(1);
        runBackground();
        assertThat(standing()).isInstanceOf(Revoked.class);
        assertThat(fetched).containsExactly(URI.create(URL));
    }

    @Test
    void aListIsAskedForOnceADay() {
        standing();
        runBackground();
        clock.advance(Duration.ofHours(23));
        assertThat(standing()).isInstanceOf(Good.class);
        assertThat(background).isEmpty();

        clock.advance(Duration.ofHours(2));
        published = authority.list().revoking(server).der();
        assertThat(standing()).as("the old one still holds").isInstanceOf(Good.class);
        runBackground();
        assertThat(standing()).isInstanceOf(Revoked.class);
    }

    @Test
    void afterAFailureAnHourPassesAndTheReasonIsTold() {
        isDown = true;
        standing();
        runBackground();
        assertThat(standing())
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.words()).contains("could not be had: down"));
        assertThat(background).isEmpty();

        clock.advance(Duration.ofMinutes(61));
        isDown = false;
        standing();
        runBackground();
        assertThat(standing()).isInstanceOf(Good.class);
    }

    @Test
    void whatWasRevokedStaysRevokedWhenNoNewerListCanBeHad() {
        published = authority.list().revoking(server).der();
        standing();
        runBackground();
        isDown = true;
        clock.advance(Duration.ofDays(30));

        assertThat(standing()).isInstanceOf(Revoked.class);
        runBackground();
        assertThat(standing()).isInstanceOf(Revoked.class);
    }

    @Test
    void anOlderListDoesNotReplaceANewerOne() {
        byte[] older = authority.list().der();
        clock.advance(Duration.ofHours(2));
        published = authority.list().revoking(server).der();
        standing();
        runBackground();
        published = older;
        clock.advance(Duration.ofHours(25));
        standing();
        runBackground();

        assertThat(standing()).isInstanceOf(Revoked.class);
    }

    @Test
    void aListOfAnotherAuthorityIsAFailure() {
        published = TestAuthority.root(clock).list().revoking(server).der();
        standing();
        runBackground();

        assertThat(standing())
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.words()).contains("could not be had", "signature"));
    }

    @Test
    void outdatedListsVouchForNobodyAndAreNotAskedForAgainAtOnce() {
        published = authority
                .list()
                .valid(
                        clock.instant().minus(Duration.ofDays(9)),
                        clock.instant().minus(Duration.ofDays(2)))
                .der();
        standing();
        runBackground();

        assertThat(standing())
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.words()).contains("outdated"));
        assertThat(background).isEmpty();
    }

    @Test
    void onlyPlainWebAddressesAreAskedFor() {
        for (String url : List.of(
                "ldap://crl.example.test/cn=x", "https://crl.example.test/", "file:///etc/passwd", "http:///x", "%%")) {
            X509Certificate odd =
                    authority.plan("mx1.example.test").listedAt(url).issue().certificate();

            assertThat(lists.of(odd, authority.certificate()))
                    .as(url)
                    .isEqualTo(new Unknown("the certificate names no list (CRL) that can be fetched"));
        }
        assertThat(lists.of(authority.issue("mx1.example.test").certificate(), authority.certificate()))
                .isInstanceOf(Unknown.class);
        assertThat(background).isEmpty();
    }

    @Test
    void whoAsksWithPatienceGetsTheListAtOnce() {
        FetchedLists patient = new FetchedLists(
                this::fetch, Duration.ofMinutes(1), task -> Thread.ofVirtual().start(task), clock);

        assertThat(patient.of(server, authority.certificate())).isInstanceOf(Good.class);
    }
}
