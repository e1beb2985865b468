package org.siegel.transport.interop;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Record;

/**
 * A zone before it is signed.
 *
 * @param name       without the last dot; empty for the root
 * @param signing    empty for an unsigned zone
 * @param delegation what the parent says instead of the right DS records, as zone file lines relative to the parent
 * @param damage     done to the records after signing
 * @param lines      of the zone file beside SOA and NS
 */
record ZoneText(
        String name,
        Optional<Signing> signing,
        UnaryOperator<List<String>> delegation,
        UnaryOperator<List<Record>> damage,
        List<String> lines) {

    /**
     * How it is signed.
     *
     * @param algorithm by number
     * @param bits      of an RSA key; of no consequence otherwise
     * @param isLdns    whether by ldns-signzone, which signs what BIND refuses to
     * @param options   of the signing program
     */
    record Signing(int algorithm, int bits, boolean isLdns, List<String> options) {

        Signing with(String... more) {
            return new Signing(algorithm, bits, isLdns, List.of(more));
        }
    }

    static final Signing P256 = algorithm(13);

    static Signing algorithm(int number) {
        return new Signing(number, 2048, false, List.of());
    }

    static Signing ldns(int number, String... options) {
        return new Signing(number, 2048, true, List.of(options));
    }

    static ZoneText signed(String name, Signing signing, List<String> lines) {
        return new ZoneText(name, Optional.of(signing), ds -> ds, records -> records, lines);
    }

    static ZoneText signed(String name, String... lines) {
        return signed(name, P256, List.of(lines));
    }

    static ZoneText plain(String name, String... lines) {
        return new ZoneText(name, Optional.empty(), _ds -> List.of(), records -> records, List.of(lines));
    }

    /** As signed, but the parent says something else. */
    ZoneText delegated(UnaryOperator<List<String>> ds) {
        return new ZoneText(name, signing, ds, damage, lines);
    }

    /** As signed, but changed afterwards. */
    ZoneText damaged(UnaryOperator<List<Record>> how) {
        return new ZoneText(name, signing, delegation, how, lines);
    }

    String origin() {
        return name + ".";
    }

    int depth() {
        return name.isEmpty() ? 0 : name.split("\\.", -1).length;
    }

    /** The zone that delegates to this one, where each label is a zone. */
    String parent() {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    /** This zone's name as its parent writes it. */
    String label() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
