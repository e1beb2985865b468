package org.siegel.transport.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.siegel.testing.Loopback;
import org.siegel.transport.interop.ZoneText.Signing;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What an attacker on the way can make of right answers: each at a name of its own, in a zone with NSEC and one with NSEC3. */
final class Forgeries {

    static final List<String> ZONES = List.of("forged.test", "forged3.test", "forgedoptout.test");

    private static final int[] SECTIONS = {Section.ANSWER, Section.AUTHORITY};
    private static final List<String> CHILDREN = List.of("ds1", "ds2", "ds3", "ds4");

    private final DnsForger forger;
    private final List<Forgery> all = new ArrayList<>();

    /**
     * One lie.
     *
     * @param name of the question
     */
    record Forgery(String what, String name, int type) {
        @Override
        public String toString() {
            return what + " (" + name + " " + Type.string(type) + ")";
        }
    }

    private Forgeries(DnsForger forger) {
        this.forger = forger;
    }

    /** Zones to lie about. */
    static List<ZoneText> zones() {
        List<String> lines = new ArrayList<>(SignedTree.FEW_RECORDS);
        IntStream.range(1, 40).forEach(i -> {
            String host = "h" + i;
            lines.addAll(List.of(
                    host + " A 192.0.2." + i,
                    host + " MX 10 " + host,
                    host + ".wild A 192.0.2." + i,
                    "c" + i + " CNAME " + host,
                    "_25._tcp." + host + " TLSA 3 1 1 " + "cd".repeat(32),
                    "_25._tcp.c" + i + " CNAME _25._tcp." + host));
        });
        lines.addAll(List.of("*.wild A 192.0.2.99", "dn DNAME rsa.test."));
        Signing p256 = ZoneText.algorithm(13);
        List<Signing> denials = List.of(p256, p256.with("-3", "-"), p256.with("-3", "-", "-A"));
        return IntStream.range(0, ZONES.size())
                .boxed()
                .flatMap(i -> Stream.concat(
                        Stream.of(ZoneText.signed(ZONES.get(i), denials.get(i), lines)),
                        CHILDREN.stream().map(child -> SignedTree.few(child + "." + ZONES.get(i)))))
                .toList();
    }

    /** Teaches it all lies. */
    static List<Forgery> teach(DnsForger forger) {
        Forgeries forgeries = new Forgeries(forger);
        ZONES.forEach(forgeries::about);
        return forgeries.all;
    }

    private void about(String zone) {
        recordsChanged(zone);
        denialsChanged(zone);
        wildcardsChanged(zone);
        aliasesChanged(zone);
        delegationsChanged(zone);
    }

    private void recordsChanged(String zone) {
        lie("other address", "h1." + zone, Type.A, (question, answer) -> {
            replace(answer, record -> record instanceof ARecord, other(question));
            return answer;
        });
        lie(
                "signatures taken away",
                "h2." + zone,
                Type.A,
                (_q, answer) -> without(answer, RRSIGRecord.class::isInstance));
        lie("one more address", "h3." + zone, Type.A, (question, answer) -> {
            answer.addRecord(other(question), Section.ANSWER);
            return answer;
        });
        lie("signature of another type", "h23." + zone, Type.A, (_q, answer) -> {
            without(answer, RRSIGRecord.class::isInstance);
            copy(truth("h23." + zone, Type.MX), answer, Section.ANSWER, RRSIGRecord.class::isInstance);
            return answer;
        });
        lie("refused", "h26." + zone, Type.A, (_q, answer) -> empty(answer, Rcode.REFUSED));
        lie("unsigned alias instead", "h17." + zone, Type.A, (question, answer) -> {
            empty(answer, Rcode.NOERROR);
            answer.addRecord(alias(question, "mx1.plain.test"), Section.ANSWER);
            copy(truth("mx1.plain.test", Type.A), answer, Section.ANSWER, _record -> true);
            return answer;
        });
        lie("unsigned address of an unsigned zone instead", "h18." + zone, Type.A, (question, answer) -> {
            empty(answer, Rcode.NOERROR);
            answer.addRecord(other(question), Section.ANSWER);
            copy(truth("plain.test", Type.NS), answer, Section.AUTHORITY, _record -> true);
            return answer;
        });
    }

    private void denialsChanged(String zone) {
        lie("nothing left", "h4." + zone, Type.A, (_q, answer) -> empty(answer, Rcode.NOERROR));
        lie("no such name, nothing left", "h27." + zone, Type.A, (_q, answer) -> empty(answer, Rcode.NXDOMAIN));
        lie("denial of another name", "h5." + zone, Type.A, (_q, answer) -> as(answer, truth("none5." + zone, Type.A)));
        lie("denial of another type", "h6." + zone, Type.A, (_q, answer) -> as(answer, truth("h6." + zone, Type.TXT)));
        lie(
                "denial of another type of another name",
                "h7." + zone,
                Type.A,
                (_q, answer) -> as(answer, truth("h8." + zone, Type.TXT)));
        lie(
                "denial of a TLSA record by the name above",
                "_25._tcp.h21." + zone,
                Type.TLSA,
                (_q, answer) -> as(answer, truth("h21." + zone, Type.TLSA)));
        lie(
                "denial of a TLSA record by a name that is not",
                "_25._tcp.h22." + zone,
                Type.TLSA,
                (_q, answer) -> as(answer, truth("_26._tcp.h22." + zone, Type.TLSA)));
        lie(
                "denial of a TLSA record by the unsigned zone",
                "_25._tcp.h28." + zone,
                Type.TLSA,
                (_q, answer) -> as(answer, truth("_25._tcp.none.plain.test", Type.TLSA)));
        lie(
                "denial by the zone above",
                "h24." + zone,
                Type.A,
                (_q, answer) -> as(answer, truth(zone.replace(".test", "-.test"), Type.A)));
        lie("denial without proof", "none9." + zone, Type.A, (_q, answer) -> without(answer, Forgeries::isProof));
        lie(
                "denial without signatures",
                "none10." + zone,
                Type.A,
                (_q, answer) -> without(answer, RRSIGRecord.class::isInstance));
        lie("no such name instead of no such record", "h11." + zone, Type.TXT, (_q, answer) -> {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
            return answer;
        });
        lie(
                "no such record without proof",
                "h12." + zone,
                Type.TXT,
                (_q, answer) -> without(answer, Forgeries::isProof));
    }

    private void wildcardsChanged(String zone) {
        lie(
                "wildcard for a name that is, without proof",
                "h13.wild." + zone,
                Type.A,
                (question, answer) ->
                        without(expanded(question, answer, truth("x13.wild." + zone, Type.A)), Forgeries::isProof));
        lie(
                "wildcard for a name that is, with another's proof",
                "h14.wild." + zone,
                Type.A,
                (question, answer) -> expanded(question, answer, truth("x14.wild." + zone, Type.A)));
        lie("wildcard without proof", "x15.wild." + zone, Type.A, (_q, answer) -> {
            answer.removeAllRecords(Section.AUTHORITY);
            return answer;
        });
        lie(
                "no such record by a wildcard without proof",
                "x16.wild." + zone,
                Type.TXT,
                (_q, answer) -> without(answer, Forgeries::isProof));
        lie(
                "no such name below a wildcard",
                "x17.wild." + zone,
                Type.A,
                (_q, answer) -> as(answer, truth("none17." + zone, Type.A)));
    }

    private void aliasesChanged(String zone) {
        lie("alias without its target", "c1." + zone, Type.A, (_q, answer) -> aliasOnly(answer));
        lie("alias without its target", "_25._tcp.c2." + zone, Type.TLSA, (_q, answer) -> aliasOnly(answer));
        lie("alias whose target is not, unproven", "_25._tcp.c3." + zone, Type.TLSA, (_q, answer) -> {
            aliasOnly(answer).getHeader().setRcode(Rcode.NXDOMAIN);
            return answer;
        });
        lie("alias whose target has another's denial", "_25._tcp.c4." + zone, Type.TLSA, (_q, answer) -> {
            copy(truth("none4." + zone, Type.TLSA), aliasOnly(answer), Section.AUTHORITY, _record -> true);
            return answer;
        });
        lie("alias whose target has the denial of an unsigned zone", "_25._tcp.c5." + zone, Type.TLSA, (_q, answer) -> {
            copy(truth("none.plain.test", Type.TLSA), aliasOnly(answer), Section.AUTHORITY, _record -> true);
            return answer;
        });
        lie("alias of somewhere else", "c6." + zone, Type.A, (question, answer) -> {
            replace(answer, CNAMERecord.class::isInstance, alias(question, "mx1.plain.test"));
            copy(truth("mx1.plain.test", Type.A), answer, Section.ANSWER, _record -> true);
            return answer;
        });
        lie("DNAME with an alias of somewhere else", "mx1.dn." + zone, Type.A, (question, answer) -> {
            replace(answer, CNAMERecord.class::isInstance, alias(question, "mx1.plain.test"));
            copy(truth("mx1.plain.test", Type.A), answer, Section.ANSWER, _record -> true);
            return answer;
        });
        lie(
                "DNAME without signature",
                "x.dn." + zone,
                Type.A,
                (_q, answer) -> without(
                        answer,
                        record -> record instanceof RRSIGRecord signature && signature.getTypeCovered() == Type.DNAME));
    }

    private void delegationsChanged(String zone) {
        lie("DS taken away", "ds1." + zone, Type.DS, (_q, answer) -> empty(answer, Rcode.NOERROR));
        lie(
                "DS denied by the child",
                "ds2." + zone,
                Type.DS,
                (_q, answer) -> as(answer, truth("ds2." + zone, Type.TXT)));
        lie(
                "DS denied for another name",
                "ds3." + zone,
                Type.DS,
                (_q, answer) -> as(answer, truth("none." + zone, Type.DS)));
        lie(
                "DS denied as an unsigned delegation elsewhere",
                "ds4." + zone,
                Type.DS,
                (_q, answer) -> as(answer, truth("insecure.optout.test", Type.DS)));
        CHILDREN.forEach(child -> {
            all.add(new Forgery("below a forged DS", child + "." + zone, Type.MX));
            all.add(new Forgery("below a forged DS", "_25._tcp.mx1." + child + "." + zone, Type.TLSA));
            all.add(new Forgery("below a forged DS", "none." + child + "." + zone, Type.A));
        });
    }

    private void lie(String what, String name, int type, BiFunction<Name, Message, Message> how) {
        all.add(new Forgery(what, name, type));
        forger.forging(name, type, answer -> how.apply(answer.getQuestion().getName(), answer));
    }

    private Message truth(String name, int type) {
        return forger.truth(name, type);
    }

    private static ARecord other(Name owner) {
        return new ARecord(owner, DClass.IN, 300, Loopback.address(6, 6));
    }

    private static CNAMERecord alias(Name owner, String target) {
        return new CNAMERecord(owner, DClass.IN, 300, DnsForger.name(target));
    }

    private static boolean isProof(Record record) {
        return record instanceof NSECRecord
                || record instanceof NSEC3Record
                || (record instanceof RRSIGRecord signature
                        && (signature.getTypeCovered() == Type.NSEC || signature.getTypeCovered() == Type.NSEC3));
    }

    private static Message without(Message answer, Predicate<Record> which) {
        for (int section : SECTIONS) {
            List.copyOf(answer.getSection(section)).stream()
                    .filter(which)
                    .forEach(record -> answer.removeRecord(record, section));
        }
        return answer;
    }

    private static Message empty(Message answer, int rcode) {
        without(answer, _record -> true);
        answer.getHeader().setRcode(rcode);
        return answer;
    }

    private static Message aliasOnly(Message answer) {
        answer.removeAllRecords(Section.AUTHORITY);
        Name owner = answer.getQuestion().getName();
        return without(answer, record -> !record.getName().equals(owner));
    }

    /** The other answer, to this question. */
    private static Message as(Message answer, Message other) {
        empty(answer, other.getRcode());
        for (int section : SECTIONS) {
            copy(other, answer, section, _record -> true);
        }
        return answer;
    }

    private static void copy(Message from, Message to, int section, Predicate<Record> which) {
        from.getSection(section).stream().filter(which).forEach(record -> to.addRecord(record, section));
    }

    /** What a wildcard gave for another name, under this one. */
    private static Message expanded(Name owner, Message answer, Message other) {
        empty(answer, Rcode.NOERROR);
        other.getSection(Section.ANSWER).forEach(record -> answer.addRecord(renamed(record, owner), Section.ANSWER));
        copy(other, answer, Section.AUTHORITY, _record -> true);
        return answer;
    }

    private static void replace(Message answer, Predicate<Record> which, Record by) {
        without(answer, which);
        answer.addRecord(by, Section.ANSWER);
    }

    private static Record renamed(Record record, Name owner) {
        return Record.newRecord(
                owner, record.getType(), record.getDClass(), record.getTTL(), record.rdataToWireCanonical());
    }
}
