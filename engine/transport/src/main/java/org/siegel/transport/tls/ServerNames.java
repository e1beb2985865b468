package org.siegel.transport.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.siegel.policy.DomainName;

/** The names a server certificate vouches for (RFC 7672 §3.2.3). */
public final class ServerNames {

    private static final int DNS_NAME = 2;

    private ServerNames() {}

    /**
     * Whether the certificate is for one of the names. If it has any dNSName, only those count; otherwise its common
     * name does. A wildcard stands for exactly the first label.
     */
    public static boolean matchesAny(X509Certificate certificate, Set<DomainName> references) {
        List<String> presented = dnsNames(certificate);
        return matches(presented.isEmpty() ? commonNames(certificate) : presented, references);
    }

    /** The same, but a common name never counts (RFC 8461 §4.2, RFC 6125 §6.4.4). */
    public static boolean matchesDnsName(X509Certificate certificate, Set<DomainName> references) {
        return matches(dnsNames(certificate), references);
    }

    /** Whether one of the names itself stands there as a dNSName, not only under a wildcard. */
    public static boolean hasDnsName(X509Certificate certificate, Set<DomainName> references) {
        return matches(
                dnsNames(certificate).stream()
                        .filter(name -> !name.startsWith("*"))
                        .toList(),
                references);
    }

    private static boolean matches(List<String> presented, Set<DomainName> references) {
        return presented.stream().anyMatch(name -> references.stream().anyMatch(wanted -> matches(name, wanted)));
    }

    private static boolean matches(String presented, DomainName reference) {
        String name = presented.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (!name.startsWith("*.")) {
            return name.equals(reference.ascii());
        }
        int dot = reference.ascii().indexOf('.');
        return dot > 0
                && name.indexOf('.', 2) > 0 // never *.tld
                && reference.ascii().substring(dot).equals(name.substring(1));
    }

    private static List<String> dnsNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.getFirst().equals(DNS_NAME))
                            .map(name -> name.get(1).toString())
                            .toList();
        } catch (CertificateParsingException _unreadable) {
            // Present, but it vouches for nothing, and the common name must not step in.
            return List.of("(unreadable)");
        }
    }

    private static List<String> commonNames(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(Object::toString)
                            .toList();
        } catch (InvalidNameException _unreadable) {
            return List.of();
        }
    }
}
