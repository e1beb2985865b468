package org.siegel.mailets.reporting;

import java.security.PrivateKey;

/**
 * Who reports, as the administrator set it.
 *
 * @param organisation name of the reporting organisation
 * @param contact      how it is reached
 * @param sender       mail address that reports come from
 * @param domain       that signs them; the sender's or one above it
 * @param selector     of the key in DNS
 * @param key          RSA; never shown
 */
public record TlsReportSettings(
        String organisation, String contact, String sender, String domain, String selector, PrivateKey key) {

    /** The domain that submits the reports (RFC 8460 §5.3). */
    String submitter() {
        return sender.substring(sender.lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return "TlsReportSettings[" + sender + ", " + selector + "._domainkey." + domain + "]";
    }
}
