package org.siegel.mailets.delivery;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import org.siegel.matchers.MailDecisions;
import org.siegel.policy.Outlook;
import org.siegel.store.Judgement;
import org.siegel.store.ObservedConnection;
import org.siegel.store.ObservedConnection.Dns;
import org.siegel.transport.delivery.ConnectionFacts;
import org.siegel.transport.judgement.CodePoints;
import org.siegel.transport.tls.TlsObservation;

/** Puts what was seen on a connection into the words of the evidence log. */
final class EvidenceOfAttempt {

    private EvidenceOfAttempt() {}

    static Judgement.Prediction prediction(MailDecisions.Noted noted) {
        Outlook outlook = noted.predicted().<Outlook>map(Outlook.Predicted::new).orElseGet(Outlook.Undetermined::new);
        return new Judgement.Prediction(outlook, noted.why(), noted.findings());
    }

    static ObservedConnection connection(ConnectionFacts facts) {
        return new ObservedConnection(
                facts.host().ascii(),
                facts.address().getHostAddress(),
                facts.port(),
                facts.judgement().grade(),
                facts.judgement().findings(),
                facts.tls().map(EvidenceOfAttempt::tls),
                new Dns(state(facts.mxSecurity()), state(facts.addressSecurity()), state(facts.tlsa())));
    }

    private static ObservedConnection.Tls tls(TlsObservation tls) {
        return new ObservedConnection.Tls(
                tls.version(),
                CodePoints.suite(tls.cipherSuite()),
                tls.group().map(CodePoints::group).or(() -> tls.dhBits().map(bits -> "DH " + bits + " bit")),
                tls.signatureScheme().map(CodePoints::signature),
                Optional.of(sha256(tls.leaf())));
    }

    private static Dns.State state(String label) {
        if (label.startsWith("secure")) {
            return Dns.State.SECURE;
        }
        return label.startsWith("failed") ? Dns.State.INDETERMINATE : Dns.State.INSECURE;
    }

    private static String sha256(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read cannot be hashed", e);
        }
    }
}
