package org.siegel.testing.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.siegel.testing.smtp.Replies.Effect;
import org.siegel.testing.smtp.Replies.Outcome;

/** The server's side of one conversation (RFC 5321 §4.1, STARTTLS by RFC 3207, BDAT by RFC 3030). */
final class SmtpSession {
    private final SinkState state;
    private final SinkConnection connection;
    private final InetAddress localAddress;
    private final Wire wire;
    private final Replies replies;
    private String helo = "";
    private boolean extended;
    private Optional<TlsFacts> tls = Optional.empty();
    private Optional<String> user = Optional.empty();
    private @Nullable Transaction transaction;

    SmtpSession(SinkState state, SinkConnection connection, InetAddress localAddress, Wire wire) {
        this.state = state;
        this.connection = connection;
        this.localAddress = localAddress;
        this.wire = wire;
        this.replies = new Replies(wire, state.closing);
    }

    /** Returns when the conversation is over, in whatever way but an error. */
    void run() throws IOException {
        if (step(Step.BANNER, 220, state.name + " ESMTP", Effect.NONE) != Outcome.DONE) {
            return;
        }
        Outcome outcome = Outcome.DONE;
        while (outcome != Outcome.ENDED) {
            Optional<String> line = wire.readLine();
            outcome = line.isPresent() ? obey(Command.parse(line.get()), line.get()) : Outcome.ENDED;
        }
        wire.flush();
    }

    private Outcome obey(Command command, String line) throws IOException {
        connection.command(command.verb().equals("AUTH") ? "AUTH " + first(command.words()) : line);
        return switch (command.verb()) {
            case "EHLO" -> hello(command, true);
            case "HELO" -> hello(command, false);
            case "STARTTLS" -> startTls();
            case "AUTH" -> authenticate(command);
            case "MAIL" -> mail(command);
            case "RCPT" -> recipient(command);
            case "DATA" -> data();
            case "BDAT" -> chunk(command);
            case "RSET" -> {
                transaction = null;
                yield say(250, "2.0.0 Ok");
            }
            case "NOOP" -> say(250, "2.0.0 Ok");
            case "VRFY" -> say(252, "2.5.0 Send some mail, I'll try my best");
            case "QUIT" -> {
                step(Step.QUIT, 221, "2.0.0 Bye", Effect.NONE);
                yield Outcome.ENDED;
            }
            default -> say(500, "5.5.2 Command not recognized");
        };
    }

    private static String first(List<String> words) {
        return words.isEmpty() ? "" : words.getFirst();
    }

    private Outcome hello(Command command, boolean asksForExtensions) throws IOException {
        if (command.argument().isEmpty()) {
            return say(501, "5.5.4 A name is missing");
        }
        Effect greet = () -> {
            helo = command.argument();
            extended = asksForExtensions;
            transaction = null;
        };
        String text = asksForExtensions ? String.join("\n", greeting()) : state.name;
        return step(tls.isPresent() ? Step.EHLO_AFTER_TLS : Step.EHLO, 250, text, greet);
    }

    private List<String> greeting() {
        var lines = new ArrayList<String>();
        lines.add(state.name);
        // RFC 8689 §2: only within TLS; RFC 3207 §4.2: STARTTLS no more then.
        state.extensions().lines().stream()
                .filter(line -> tls.isPresent() || !line.equals("REQUIRETLS"))
                .forEach(lines::add);
        if (state.offersTls() && tls.isEmpty()) {
            lines.add("STARTTLS");
        }
        if (!state.passwords.isEmpty()) {
            lines.add("AUTH PLAIN LOGIN");
        }
        return lines;
    }

    private Outcome startTls() throws IOException {
        if (!state.offersTls() || tls.isPresent()) {
            return say(502, "5.5.1 STARTTLS not available");
        }
        Outcome outcome = step(Step.STARTTLS, 220, "2.0.0 Ready to start TLS", Effect.NONE);
        if (outcome != Outcome.DONE) {
            return outcome;
        }
        Optional<Behaviour> instead = state.script.next(Step.HANDSHAKE);
        if (instead.isPresent()) {
            return replies.perform(instead, 220, "", Effect.NONE);
        }
        SinkTlsServer server = state.tlsServer();
        wire.startTls(server);
        tls = server.facts();
        tls.ifPresent(connection::secured);
        state.log.secured();
        // RFC 3207 §4.2: all that was said before is forgotten.
        helo = "";
        extended = false;
        transaction = null;
        user = Optional.empty();
        return Outcome.DONE;
    }

    private Outcome authenticate(Command command) throws IOException {
        if (state.passwords.isEmpty() || helo.isEmpty()) {
            return say(503, "5.5.1 AUTH not available");
        }
        Optional<String> proven = new AuthDialog(wire, replies, state.passwords).run(command.words());
        return proven.isEmpty()
                ? say(535, "5.7.8 Authentication failed")
                : step(Step.AUTH, 235, "2.7.0 Welcome", () -> user = proven);
    }

    private Outcome mail(Command command) throws IOException {
        if (helo.isEmpty() || transaction != null) {
            return say(503, "5.5.1 " + (helo.isEmpty() ? "EHLO first" : "Nested MAIL"));
        }
        Optional<Command.Path> path = command.path("FROM:");
        Optional<String> objection = objectionTo(path);
        if (path.isEmpty() || objection.isPresent()) {
            return refuse(objection);
        }
        if (new Limits(state.extensions()).isTooLarge(path.get())) {
            return say(552, "5.3.4 Message too big");
        }
        return step(Step.MAIL, 250, "2.1.0 Ok", () -> transaction = new Transaction(path.get()));
    }

    private Outcome recipient(Command command) throws IOException {
        Transaction current = transaction;
        if (current == null) {
            return say(503, "5.5.1 MAIL first");
        }
        Optional<Command.Path> path = command.path("TO:");
        Optional<String> objection = objectionTo(path);
        if (path.isEmpty() || objection.isPresent()) {
            return refuse(objection);
        }
        var recipient = new Recipient(path.get().address(), path.get().parameters());
        return perform(
                state.script.nextForRecipient(recipient.address()), 250, "2.1.5 Ok", () -> current.add(recipient));
    }

    private Optional<String> objectionTo(Optional<Command.Path> path) {
        Extensions known = extended ? state.extensions() : new Extensions(List.of());
        boolean requireTlsInClear = tls.isEmpty();
        return path.flatMap(given -> new Limits(known).objection(given, requireTlsInClear));
    }

    private Outcome refuse(Optional<String> objection) throws IOException {
        return objection.isPresent() ? say(555, "5.5.4 " + objection.get()) : say(501, "5.1.7 No path");
    }

    private Outcome data() throws IOException {
        Transaction current = transaction;
        if (current == null || current.recipients().isEmpty() || current.hasChunks()) {
            return say(503, "5.5.1 No valid recipients");
        }
        Outcome outcome = step(Step.DATA, 354, "End data with <CR><LF>.<CR><LF>", Effect.NONE);
        if (outcome != Outcome.DONE) {
            return outcome;
        }
        var body = new BodySpool(state.spool);
        new DotReader(wire, body).readAll();
        return endOfData(current, body);
    }

    private Outcome chunk(Command command) throws IOException {
        Optional<Chunk> chunk = Chunk.parse(command.words());
        if (!state.extensions().has("CHUNKING") || chunk.isEmpty()) {
            // RFC 3030 §2: what follows is as long as it says, so nobody can tell where the next command begins.
            say(502, "5.5.1 BDAT not available");
            return Outcome.ENDED;
        }
        Transaction current = transaction;
        if (current == null || current.recipients().isEmpty()) {
            wire.copy(chunk.get().size(), OutputStream.nullOutputStream());
            return say(503, "5.5.1 No valid recipients");
        }
        BodySpool body = current.chunks(state);
        wire.copy(chunk.get().size(), body);
        return chunk.get().isLast()
                ? endOfData(current, body)
                : step(Step.DATA, 250, "2.0.0 " + chunk.get().size() + " bytes", Effect.NONE);
    }

    private Outcome endOfData(Transaction done, BodySpool body) throws IOException {
        transaction = null;
        Body finished = body.finish();
        if (finished.size() > state.extensions().sizeLimit()) {
            return say(552, "5.3.4 Message too big");
        }
        var received = new Received(
                connection.number(),
                helo,
                done.sender().address(),
                done.sender().parameters(),
                done.recipients(),
                finished,
                tls,
                user,
                localAddress,
                state.clock.instant());
        return step(Step.END_OF_DATA, 250, "2.0.0 Ok: queued", () -> state.log.received(received));
    }

    private Outcome say(int code, String text) throws IOException {
        replies.send(code, worded(text));
        return Outcome.REFUSED;
    }

    private Outcome step(Step step, int code, String text, Effect effect) throws IOException {
        return perform(state.script.next(step), code, text, effect);
    }

    private Outcome perform(Optional<Behaviour> behaviour, int code, String text, Effect effect) throws IOException {
        return replies.perform(behaviour, code, worded(text), effect);
    }

    /** RFC 2034: enhanced status codes only where they were announced. */
    private String worded(String text) {
        return state.extensions().has("ENHANCEDSTATUSCODES") ? text : text.replaceFirst("^\\d\\.\\d\\.\\d ", "");
    }
}
