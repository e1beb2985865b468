package org.siegel.content.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.siegel.content.part.Budget;
import org.siegel.content.part.Content;
import org.siegel.content.part.LimitReachedException;
import org.siegel.content.part.Spool;
import org.siegel.content.wire.DocumentKind;
import org.siegel.content.wire.Request;
import org.siegel.policy.PartState;

/** Has the documents of one mail read: they share one deadline, whichever worker reads them. For one thread. */
public final class MailDocuments {

    private final Workers workers;
    private Duration left;

    MailDocuments(Workers workers, Duration deadline) {
        this.workers = workers;
        this.left = deadline;
    }

    /**
     * Has one document read. What is found before a worker fails counts.
     *
     * @param characters of text that are taken at most
     * @param spool      where the files inside are put
     * @throws IOException only if the document, or the files inside, cannot be kept here
     */
    public ReadDocument read(
            DocumentKind kind, Content document, long characters, Spool spool, Budget budget, WorkerVisitor visitor)
            throws IOException {
        Request request = new Request(kind, characters, budget.bytesLeft(), budget.entriesLeft(), document.length());
        Optional<ReadDocument> read = attempt(request, document, spool, budget, visitor);
        // One that ended before it said a word may have ended for a reason of its own, such as the system's lack of
        // memory.
        return read.isPresent()
                ? read.get()
                : attempt(request, document, spool, budget, visitor).orElseGet(() -> nothing(PartState.ERROR));
    }

    private Optional<ReadDocument> attempt(
            Request request, Content document, Spool spool, Budget budget, WorkerVisitor visitor) throws IOException {
        if (left.isZero() || left.isNegative()) {
            return Optional.of(nothing(PartState.TIMEOUT));
        }
        Optional<WorkerProcess> taken = workers.take();
        if (taken.isEmpty()) {
            return Optional.of(nothing(PartState.TIMEOUT));
        }
        WorkerProcess worker = taken.get();
        ReplyStream reply = new ReplyStream(worker.frames(), budget, visitor);
        long began = System.nanoTime();
        Future<?> limit = workers.limit(worker, left);
        boolean answered = false;
        try {
            Content files = converse(worker, request, document, spool, reply);
            answered = reply.end() != null;
            PartState state = stateOf(worker, reply);
            boolean again = state == PartState.ERROR && !reply.isHeard();
            return again ? Optional.empty() : Optional.of(new ReadDocument(state, reply.entries(), files));
        } catch (LimitReachedException e) {
            return Optional.of(nothing(PartState.LIMIT));
        } finally {
            limit.cancel(false);
            left = left.minusNanos(System.nanoTime() - began);
            reply.endRun();
            if (answered) {
                workers.giveBack(worker);
            } else {
                workers.end(worker);
            }
        }
    }

    private static Content converse(
            WorkerProcess worker, Request request, Content document, Spool spool, ReplyStream reply)
            throws IOException {
        try {
            worker.send(request, document);
        } catch (IOException e) {
            // It has ended, or says why it does not listen: either is found out by listening to it.
            return spool.keep(reply);
        }
        return spool.keep(reply);
    }

    private static PartState stateOf(WorkerProcess worker, ReplyStream reply) {
        PartState end = reply.end();
        if (end != null) {
            return end;
        }
        if (worker.wasLate()) {
            return PartState.TIMEOUT;
        }
        return reply.failure() instanceof LimitReachedException || worker.ranOutOfMemory()
                ? PartState.LIMIT
                : PartState.ERROR;
    }

    private static ReadDocument nothing(PartState state) {
        try {
            return new ReadDocument(
                    state, List.of(), new Spool(Optional.empty(), 1).keep(new ByteArrayInputStream(new byte[0])));
        } catch (IOException e) {
            throw new IllegalStateException("nothing cannot be kept", e);
        }
    }
}
