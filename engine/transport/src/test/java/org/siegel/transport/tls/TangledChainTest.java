package org.siegel.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.siegel.testing.FakeClock;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;

/** A chain whose authorities all have one name can be put together in very many ways; not all of them are tried. */
class TangledChainTest {

    private static final int MOST_SENT = 9;

    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");

    private List<X509Certificate> tangle() {
        TestAuthority stranger = TestAuthority.root(clock);
        List<X509Certificate> chain = new ArrayList<>();
        TestAuthority last = stranger;
        for (int i = 0; i < MOST_SENT; i++) {
            last = last.plan("Siegel Test Root").authority();
            chain.add(last.certificate());
        }
        Identity server = last.issue("mx1.example.test");
        chain.addFirst(server.certificate());
        return chain;
    }

    @Test
    @Timeout(120)
    void noWayIsFoundInBoundedTime() {
        TestAuthority trusted = TestAuthority.root(clock);

        assertThat(CertificatePath.find(
                        tangle(), Set.of(new TrustAnchor(trusted.certificate(), null)), clock.instant()))
                .isEmpty();
    }
}
