package org.siegel.transport.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One mail on one connection: MAIL, RCPT, DATA, in groups where the server has PIPELINING (RFC 2920), else one by one. */
final class Transaction {

    /**
     * Commands per group. Their replies must fit into the buffers between us while we are still writing, or both sides
     * wait for ever (RFC 2920 §3.1); and one round trip per hundred recipients is little.
     */
    private static final int GROUP = 100;

    private static final int TOO_MANY_RECIPIENTS = 552;

    private final Line line;
    private final Preflight server;
    private final Commands commands;
    private final Tally tally;
    private int recipientsAccepted;
    private boolean senderAccepted;
    private boolean contentAsked;
    private boolean ended;

    Transaction(Line line, Preflight server, Envelope envelope, MessageFacts facts) {
        this.line = line;
        this.server = server;
        this.commands = new Commands(server, envelope, facts);
        this.tally = new Tally(envelope.recipients());
    }

    /**
     * Sends the mail to whichever recipients the server takes.
     *
     * @throws IOException if the message cannot be read or is not what its facts say; the connection is cut then,
     *     without the final dot, so that no part of it can be taken for the whole
     */
    List<RecipientResult> run(MessageSource source) throws IOException {
        Envelope envelope = commands.envelope();
        server.obstacle(envelope, commands.facts()).ifPresent(tally::decideRest);
        for (int recipient : tally.undecided()) {
            server.obstacle(envelope.recipients().get(recipient))
                    .ifPresent(outcome -> tally.decide(recipient, outcome));
        }
        if (!tally.isComplete()) {
            try (InputStream content = source.open()) {
                converse(content);
            } catch (IOException | RuntimeException ourFault) {
                line.cut();
                throw ourFault;
            }
        }
        return tally.results();
    }

    /** Whether the server's state must be cleared by RSET before the next mail. */
    boolean isLeftOpen() {
        return senderAccepted && !ended;
    }

    private void converse(InputStream content) throws IOException {
        Deadline whole = line.within(line.timeouts().transaction());
        try {
            sendEnvelope();
            if (contentAsked || (isChunked() && !tally.isComplete())) {
                sendContent(content);
                whole.close();
                confirm(line.hear(Stage.END_OF_DATA));
            }
        } catch (Broken broken) {
            tally.decideRest(outcomeOf(broken.failed()));
        } finally {
            whole.close();
        }
    }

    /** By BDAT no dot has to be looked for, and none can be smuggled in; it costs no round trip more than DATA in a group. */
    private boolean isChunked() {
        return server.offers(Extension.CHUNKING);
    }

    private void sendContent(InputStream content) throws IOException, Broken {
        var transfer = new DataTransfer(line, commands.facts().octets(), isChunked());
        if (tally.isComplete()) {
            // Every recipient was refused, but DATA came with them and the server waits: a lone dot (RFC 2920 §3.1).
            transfer.sendNothing();
        } else {
            transfer.send(content);
        }
    }

    /** A refusal with words, such as 421, is known to be one; everything else is a failure of the connection. */
    private static Outcome outcomeOf(Failed failed) {
        return failed.kind() == FailureKind.REFUSED && failed.reply().isPresent()
                ? Rejected.byServer(failed.stage(), failed.reply().get())
                : failed;
    }

    private void sendEnvelope() throws Broken {
        List<Step> steps = steps();
        int group = server.offers(Extension.PIPELINING) ? GROUP : 1;
        for (int from = 0; from < steps.size() && !tally.isComplete(); from += group) {
            List<Step> now = steps.subList(from, Math.min(from + group, steps.size()));
            line.say(
                    now.getFirst().stage(),
                    now.stream().map(step -> step.command() + "\r\n").collect(Collectors.joining()));
            for (Step step : now) {
                take(step, line.hear(step.stage()));
            }
        }
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Stage.MAIL, commands.mail(), -1));
        for (int recipient : tally.undecided()) {
            String command = commands.recipient(commands.envelope().recipients().get(recipient));
            steps.add(new Step(Stage.RCPT, command, recipient));
        }
        if (!isChunked()) {
            steps.add(new Step(Stage.DATA, "DATA", -1));
        }
        return steps;
    }

    private void take(Step step, SmtpReply reply) throws Broken {
        boolean isConsent = step.stage() == Stage.DATA ? reply.isIntermediate() : reply.isPositive();
        if (!isConsent && !reply.isNegative()) {
            throw line.broken(Failed.unexpected(step.stage(), reply));
        }
        if (!isConsent) {
            refuse(step, reply);
        } else if (step.stage() == Stage.MAIL) {
            senderAccepted = true;
        } else if (step.stage() == Stage.RCPT) {
            recipientsAccepted++;
        } else {
            contentAsked = true;
        }
    }

    private void refuse(Step step, SmtpReply reply) {
        Rejected rejected = step.stage() == Stage.RCPT && isOneTooMany(reply)
                ? new Rejected(Stage.RCPT, Permanence.TRANSIENT, new Rejected.ServerSaid(reply))
                : Rejected.byServer(step.stage(), reply);
        if (step.stage() == Stage.RCPT) {
            tally.decide(step.recipient(), rejected);
        } else {
            tally.decideRest(rejected);
        }
    }

    /** An old way to say 452, "too many recipients"; the rest can be tried later (RFC 5321 §4.5.3.1.10). */
    private boolean isOneTooMany(SmtpReply reply) {
        return reply.code() == TOO_MANY_RECIPIENTS
                && recipientsAccepted > 0
                && reply.status().filter(status -> status.subject() != 5).isEmpty();
    }

    private void confirm(SmtpReply reply) throws Broken {
        if (reply.isIntermediate()) {
            throw line.broken(Failed.unexpected(Stage.END_OF_DATA, reply));
        }
        ended = true;
        tally.decideRest(reply.isPositive() ? new Accepted(reply) : Rejected.byServer(Stage.END_OF_DATA, reply));
    }

    /** @param recipient position in the envelope, for RCPT */
    private record Step(Stage stage, String command, int recipient) {}
}
