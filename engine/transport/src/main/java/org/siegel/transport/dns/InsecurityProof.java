package org.siegel.transport.dns;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;

/**
 * Whether a name may have unsigned records: only then is an answer about it insecure (RFC 4035 §4.3). dnsjava concludes that
 * also from records that the sender of the answer chose, and after a fault of its own while it looked at a denial; so its
 * word is not enough. Here it is asked for an unsigned record at the name itself, which is laid before it instead of an
 * answer: it then has to find the chain of DS records from the root to end above the name, whose proofs it takes from
 * signatures only.
 */
final class InsecurityProof {

    /** Of the range for private use (RFC 6895): nobody is ever asked for it. */
    private static final int EXHIBIT = 65_399;

    private final Resolver validator;
    private final Executor executor;

    InsecurityProof(Resolver validator, Executor executor) {
        this.validator = validator;
        this.executor = executor;
    }

    static boolean isExhibit(Message query) {
        return query.getQuestion().getType() == EXHIBIT;
    }

    /** The answer that is laid before the validator. */
    static Message exhibit(Message query) {
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        answer.addRecord(Record.newRecord(question.getName(), EXHIBIT, DClass.IN, 0, new byte[] {0}), Section.ANSWER);
        return answer;
    }

    /**
     * Without signatures whose signer has no say over the record (RFC 4035 §5.3.1): dnsjava looks for the signer's keys
     * before it notices, and calls the record insecure if the signer is an unsigned zone anywhere.
     */
    static Message withoutForeignSignatures(Message answer) {
        for (int section : new int[] {Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL}) {
            for (Record record : List.copyOf(answer.getSection(section))) {
                if (record instanceof RRSIGRecord signature
                        && !signature.getName().subdomain(signature.getSigner())) {
                    answer.removeRecord(record, section);
                }
            }
        }
        return answer;
    }

    /** Whether it is proven for one of the names; what cannot be looked up is not proven. */
    boolean holdsForAny(List<Name> names) {
        return names.stream().anyMatch(this::holdsFor);
    }

    /** Whether it is proven for the name. */
    boolean holdsFor(Name name) {
        CompletionStage<Message> verdict =
                validator.sendAsync(Message.newQuery(Record.newRecord(name, EXHIBIT, DClass.IN)), executor);
        try {
            Message answer = verdict.toCompletableFuture().join();
            return answer.getRcode() == Rcode.NOERROR
                    && !answer.getSection(Section.ANSWER).isEmpty();
        } catch (CompletionException _notLookedUp) {
            return false;
        }
    }
}
