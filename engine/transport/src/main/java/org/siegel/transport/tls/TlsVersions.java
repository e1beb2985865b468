package org.siegel.transport.tls;

import org.bouncycastle.tls.ProtocolVersion;

/** Protocol versions by the names that BSI's table and the JDK use. */
final class TlsVersions {

    private TlsVersions() {}

    static ProtocolVersion parse(String name) {
        return switch (name) {
            case "TLSv1.3" -> ProtocolVersion.TLSv13;
            case "TLSv1.2" -> ProtocolVersion.TLSv12;
            case "TLSv1.1" -> ProtocolVersion.TLSv11;
            case "TLSv1" -> ProtocolVersion.TLSv10;
            default -> throw new IllegalArgumentException("'" + name + "' is not a TLS version that can be offered");
        };
    }

    static String name(ProtocolVersion version) {
        if (version.equals(ProtocolVersion.TLSv13)) {
            return "TLSv1.3";
        }
        if (version.equals(ProtocolVersion.TLSv12)) {
            return "TLSv1.2";
        }
        return version.equals(ProtocolVersion.TLSv11) ? "TLSv1.1" : "TLSv1";
    }
}
