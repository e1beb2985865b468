package org.siegel.testing.dns;

import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Answers one query from the whole tree, following aliases over zone borders as a recursive resolver does. */
final class Recursion {
    /** The size that keeps answers in one packet everywhere (DNS flag day 2020). */
    private static final int OWN_UDP_SIZE = 1232;

    private static final int LONGEST_ALIAS_CHAIN = 16;
    private static final int FIRST_META_TYPE = 128;
    private static final int LAST_META_TYPE = 255;

    private final ZoneTree tree;

    Recursion(ZoneTree tree) {
        this.tree = tree;
    }

    Message answer(Message query) {
        Message reply = emptyReply(query);
        Record question = query.getQuestion();
        if (question == null) {
            reply.getHeader().setRcode(Rcode.FORMERR);
        } else if (query.getHeader().getOpcode() != Opcode.QUERY || isMeta(question.getType())) {
            reply.getHeader().setRcode(Rcode.NOTIMP);
        } else if (question.getDClass() != DClass.IN) {
            reply.getHeader().setRcode(Rcode.REFUSED);
        } else {
            follow(reply, new Question(question.getName(), question.getType()), wantsSignatures(query));
        }
        return reply;
    }

    private static boolean isMeta(int type) {
        return type == Type.RRSIG || (type >= FIRST_META_TYPE && type <= LAST_META_TYPE);
    }

    private void follow(Message reply, Question asked, boolean signatures) {
        Question current = asked;
        for (int links = 0; links <= LONGEST_ALIAS_CHAIN; links++) {
            switch (tree.find(current)) {
                case Finding.Found(var set) -> {
                    add(reply, Section.ANSWER, List.of(set), signatures);
                    return;
                }
                case Finding.NoData(var authority) -> {
                    add(reply, Section.AUTHORITY, authority, signatures);
                    return;
                }
                case Finding.NoName(var authority) -> {
                    reply.getHeader().setRcode(Rcode.NXDOMAIN);
                    add(reply, Section.AUTHORITY, authority, signatures);
                    return;
                }
                case Finding.Alias(var cname, var target) -> {
                    add(reply, Section.ANSWER, List.of(cname), signatures);
                    current = new Question(target, asked.type());
                }
            }
        }
        reply.removeAllRecords(Section.ANSWER);
        reply.getHeader().setRcode(Rcode.SERVFAIL);
    }

    private static void add(Message reply, int section, List<RRset> sets, boolean signatures) {
        for (RRset set : sets) {
            if (!signatures && section == Section.AUTHORITY && set.getType() == Type.NSEC) {
                continue;
            }
            set.rrs(false).forEach(record -> reply.addRecord(record, section));
            if (signatures) {
                set.sigs().forEach(record -> reply.addRecord(record, section));
            }
        }
    }

    /** RFC 4035 §3.2.1: signatures only for those who ask for them. */
    private static boolean wantsSignatures(Message query) {
        OPTRecord opt = query.getOPT();
        return opt != null && (opt.getFlags() & ExtendedFlags.DO) != 0;
    }

    static Message emptyReply(Message query) {
        var reply = new Message(query.getHeader().getID());
        reply.getHeader().setOpcode(query.getHeader().getOpcode());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.RA);
        for (int flag : new int[] {Flags.RD, Flags.CD}) {
            if (query.getHeader().getFlag(flag)) {
                reply.getHeader().setFlag(flag);
            }
        }
        Record question = query.getQuestion();
        if (question != null) {
            reply.addRecord(question, Section.QUESTION);
        }
        OPTRecord opt = query.getOPT();
        if (opt != null) {
            int flags = opt.getFlags() & ExtendedFlags.DO;
            reply.addRecord(new OPTRecord(OWN_UDP_SIZE, 0, 0, flags), Section.ADDITIONAL);
        }
        return reply;
    }
}
