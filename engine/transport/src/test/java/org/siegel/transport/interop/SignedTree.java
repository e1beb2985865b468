package org.siegel.transport.interop;

import static org.siegel.transport.interop.ZoneText.algorithm;
import static org.siegel.transport.interop.ZoneText.ldns;
import static org.siegel.transport.interop.ZoneText.plain;
import static org.siegel.transport.interop.ZoneText.signed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.siegel.testing.Loopback;
import org.siegel.transport.interop.ZoneText.Signing;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The zones: right ones of each algorithm and each kind of denial, unsigned ones, and each kind of wrong. */
final class SignedTree {

    private static final List<String> ALL_KINDS = List.of(
            "@ MX 10 mx1",
            "@ TXT \"v=spf1 -all\"",
            "mx1 A 192.0.2.1",
            "mx1 AAAA 2001:db8::1",
            "_25._tcp.mx1 TLSA 3 1 1 " + "ab".repeat(32),
            "alias CNAME mx1",
            "aliases CNAME alias",
            "far CNAME mx1.plain.test.",
            "back CNAME back.plain.test.",
            "tobogus CNAME mx1.altered.test.",
            "dangling CNAME nothing",
            "*.wild A 192.0.2.2",
            "present.wild TXT x",
            "*.wildmx MX 10 mx1",
            "*.wildalias CNAME mx1",
            "a.b.c.ent A 192.0.2.3",
            "dn DNAME nsec3.test.",
            "dnplain DNAME plain.test.",
            "dnbogus DNAME altered.test.");

    /** Below the apex of a zone that has all kinds of records. */
    static final List<String> NAMES = List.of(
            "",
            "mx1.",
            "_25._tcp.mx1.",
            "_tcp.mx1.",
            "_26._tcp.mx1.",
            "none.mx1.",
            "alias.",
            "none.alias.",
            "aliases.",
            "far.",
            "back.",
            "tobogus.",
            "dangling.",
            "x.wild.",
            "x.y.wild.",
            "wild.",
            "present.wild.",
            "x.present.wild.",
            "x.wildmx.",
            "x.wildalias.",
            "_25._tcp.x.wildalias.",
            "a.b.c.ent.",
            "b.c.ent.",
            "c.ent.",
            "ent.",
            "z.ent.",
            "z.b.c.ent.",
            "none.",
            "none.none.",
            "dn.",
            "mx1.dn.",
            "x.wild.dn.",
            "none.dn.",
            "mx1.dnplain.",
            "mx1.dnbogus.",
            "zzzz.");

    static final List<String> COMPLETE = List.of(
            "p256.test", "rsa.test", "nsec3.test", "nsec3many.test", "optout.test", "plain.test", "island.plain.test");

    static final List<String> FEW_RECORDS =
            List.of("@ MX 10 mx1", "mx1 A 192.0.2.1", "_25._tcp.mx1 TLSA 3 1 1 " + "ab".repeat(32));

    static final List<String> FEW_NAMES = List.of("", "mx1.", "_25._tcp.mx1.", "_tcp.mx1.", "none.");

    private SignedTree() {}

    static List<ZoneText> zones() {
        List<ZoneText> zones = new ArrayList<>(List.of(signed(""), signed("test")));
        zones.addAll(complete());
        zones.addAll(strange());
        zones.addAll(broken());
        zones.addAll(Forgeries.zones());
        return zones;
    }

    private static List<ZoneText> complete() {
        Signing p256 = algorithm(13);
        return List.of(
                complete("p256.test", p256),
                few("p384.test", algorithm(14)),
                few("ed25519.test", algorithm(15)),
                few("ed448.test", algorithm(16)),
                complete("rsa.test", algorithm(8)),
                few("rsa512.test", algorithm(10)),
                complete("nsec3.test", p256.with("-3", "-")),
                few("nsec3salt.test", p256.with("-3", "a1b2", "-H", "10")),
                complete("nsec3many.test", ldns(13, "-n", "-t", "1000", "-s", "a1b2")),
                complete("optout.test", p256.with("-3", "-", "-A")),
                few("sub.p256.test", p256),
                few("sub.nsec3.test", p256.with("-3", "-")),
                few("sub.optout.test", p256.with("-3", "-", "-A")),
                plain("plain.test", more(ALL_KINDS, "back CNAME mx1.p256.test.")),
                fewPlain("sub.plain.test"),
                complete("island.plain.test", p256).delegated(_ds -> List.of()));
    }

    private static ZoneText complete(String name, Signing signing) {
        return signed(name, signing, ALL_KINDS);
    }

    private static String[] more(List<String> lines, String line) {
        return Stream.concat(lines.stream().filter(one -> !one.startsWith("back ")), Stream.of(line))
                .toArray(String[]::new);
    }

    /** Zones whose state follows from what validators know, or from the parent. */
    private static List<ZoneText> strange() {
        return List.of(
                few("sha1.test", algorithm(5)),
                few("nsec3sha1.test", algorithm(7)),
                few("oddalgorithm.test").delegated(ds -> List.of(ds.getFirst().replaceFirst(" 13 2 ", " 253 2 "))),
                few("odddigest.test").delegated(ds -> List.of(ds.getFirst().replaceFirst(" 13 2 ", " 13 200 "))),
                few("alsoodd.test")
                        .delegated(ds -> Stream.concat(
                                        ds.stream(), Stream.of(ds.getFirst().replaceFirst(" 13 2 ", " 253 2 ")))
                                .toList()),
                few("alsowrongds.test")
                        .delegated(ds -> Stream.concat(ds.stream(), Stream.of(flipped(ds.getFirst())))
                                .toList()),
                few("shortlived.test", algorithm(13).with("-e", "now+600")),
                fewPlain("insecure.p256.test"),
                fewPlain("insecure.nsec3.test"),
                fewPlain("insecure.optout.test"),
                few("island.optout.test").delegated(_ds -> List.of()));
    }

    private static List<ZoneText> broken() {
        return List.of(
                few("expired.test", algorithm(13).with("-s", "now-864000", "-e", "now-86400")),
                few("future.test", algorithm(13).with("-s", "now+86400", "-e", "now+864000")),
                few("wrongds.test").delegated(ds -> List.of(flipped(ds.getFirst()))),
                few("wrongdsoddtoo.test")
                        .delegated(ds ->
                                List.of(flipped(ds.getFirst()), ds.getFirst().replaceFirst(" 13 2 ", " 253 2 "))),
                few("wrongdsalgorithm.test")
                        .delegated(ds -> List.of(ds.getFirst().replaceFirst(" 13 2 ", " 8 2 "))),
                few("unsignedwithds.test")
                        .damaged(without(record ->
                                isSignature(record) || record instanceof DNSKEYRecord || record instanceof NSECRecord)),
                few("nokeys.test").damaged(without(record -> record instanceof DNSKEYRecord)),
                few("nokeysignature.test").damaged(without(record -> covers(record, Type.DNSKEY))),
                few("nosignatures.test").damaged(without(SignedTree::isSignature)),
                few("nomxsignature.test").damaged(without(record -> covers(record, Type.MX))),
                few("noasignature.test").damaged(without(record -> covers(record, Type.A))),
                few("nonsecsignature.test").damaged(without(record -> covers(record, Type.NSEC))),
                few("nonsec.test")
                        .damaged(without(record -> record instanceof NSECRecord || covers(record, Type.NSEC))),
                few("nonsec3.test", algorithm(13).with("-3", "-"))
                        .damaged(without(record -> record instanceof NSEC3Record || covers(record, Type.NSEC3))),
                few("onensec3.test", algorithm(13).with("-3", "-"))
                        .damaged(without(record -> record instanceof NSEC3Record nsec3 && nsec3.hasType(Type.MX))),
                few("altered.test").damaged(SignedTree::otherAddresses),
                few("withforeign.test").damaged(SignedTree::oneMoreAddress),
                few("below.altered.test"),
                few("below.expired.test"),
                few("below.wrongds.test"),
                fewPlain("plainbelow.wrongds.test"));
    }

    static ZoneText few(String name) {
        return few(name, algorithm(13));
    }

    private static ZoneText fewPlain(String name) {
        return plain(name, FEW_RECORDS.toArray(String[]::new));
    }

    private static ZoneText few(String name, Signing signing) {
        return signed(name, signing, FEW_RECORDS);
    }

    /** A DS record with another last digit. */
    private static String flipped(String ds) {
        String last = ds.substring(ds.length() - 1);
        return ds.substring(0, ds.length() - 1) + (last.equals("0") ? "1" : "0");
    }

    private static boolean isSignature(Record record) {
        return record instanceof RRSIGRecord;
    }

    private static boolean covers(Record record, int type) {
        return record instanceof RRSIGRecord signature && signature.getTypeCovered() == type;
    }

    private static UnaryOperator<List<Record>> without(Predicate<Record> which) {
        return records -> records.stream().filter(which.negate()).toList();
    }

    private static List<Record> otherAddresses(List<Record> records) {
        return records.stream()
                .map(record -> record instanceof ARecord
                                && record.getName().toString().startsWith("mx1.")
                        ? new ARecord(record.getName(), record.getDClass(), record.getTTL(), Loopback.address(6, 6))
                        : record)
                .toList();
    }

    private static List<Record> oneMoreAddress(List<Record> records) {
        return records.stream()
                .flatMap(record -> record instanceof ARecord
                                && record.getName().toString().startsWith("mx1.")
                        ? Stream.of(
                                record,
                                new ARecord(
                                        record.getName(), record.getDClass(), record.getTTL(), Loopback.address(6, 6)))
                        : Stream.of(record))
                .toList();
    }
}
