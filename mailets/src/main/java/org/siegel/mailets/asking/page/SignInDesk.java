package org.siegel.mailets.asking.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.siegel.mailets.asking.SignIn;
import org.siegel.mailets.asking.SignIn.Sending;
import org.siegel.mailets.notice.Wording;
import org.siegel.store.Question;
import org.siegel.store.QuestionToken;
import org.siegel.store.SignInAttempt;
import org.siegel.store.SignInCode;
import org.siegel.store.SignInStore;

/**
 * Asks senders to sign in before the page shows anything. GET sends no code, since mail scanners follow links. A browser keeps one
 * cookie for each question: first for the code that it waits for, then for being signed in.
 */
final class SignInDesk {

    /** With this prefix, a browser takes and sends it over HTTPS only, and from and to no other host. */
    private static final String COOKIE = "__Host-siegel-";

    private final SignIn signIn;
    private final SignInPage page;
    private final AnswerPage notices;

    SignInDesk(SignIn signIn, AnswerPage frame) {
        this.signIn = signIn;
        this.page = new SignInPage(frame);
        this.notices = frame;
    }

    /** Whether the sender may go on in that browser. */
    boolean isPassed(HttpExchange exchange, Question question) {
        return kept(exchange, question)
                .filter(browser -> signIn.isSignedIn(question, browser))
                .isPresent();
    }

    /** Serves who may not. */
    void serve(HttpExchange exchange, Wording wording, Question question) throws IOException {
        if (!exchange.getRequestMethod().equalsIgnoreCase("POST")) {
            show(exchange, wording, question, 200, "");
            return;
        }
        Optional<FormData> form = FormData.read(exchange);
        String step = form.map(data -> data.get("sign-in")).orElse("");
        switch (step) {
            case "ask" -> {
                if (pending(exchange, question).isPresent()) {
                    AnswerServer.seeAgain(exchange);
                } else {
                    send(exchange, wording, question);
                }
            }
            case "again" -> send(exchange, wording, question);
            case "code" ->
                attempt(
                        exchange,
                        wording,
                        question,
                        SignInCode.parse(form.orElseThrow().get("code")));
            default -> show(exchange, wording, question, 403, wording.text("page.sign-in.first"));
        }
    }

    private void send(HttpExchange exchange, Wording wording, Question question) throws IOException {
        switch (signIn.send(question, from(exchange))) {
            case Sending.Sent(QuestionToken browser) -> {
                keep(exchange, question, browser, SignInStore.CODE_VALIDITY);
                AnswerServer.seeAgain(exchange);
            }
            case Sending.TooMany _many ->
                show(
                        exchange,
                        wording,
                        question,
                        429,
                        wording.text(
                                "page.sign-in.many", Map.of("count", Integer.toString(SignInStore.CODES_AN_HOUR))));
            case Sending.NotSent _fault ->
                AnswerServer.send(exchange, 503, notices.notice(wording, "page.title.trouble", "page.trouble"));
        }
    }

    private void attempt(HttpExchange exchange, Wording wording, Question question, Optional<SignInCode> typed)
            throws IOException {
        if (typed.isEmpty()) {
            show(exchange, wording, question, 400, wording.text("page.sign-in.malformed"));
            return;
        }
        switch (signIn.attempt(question, kept(exchange, question), typed.get(), from(exchange))) {
            case SignInAttempt.SignedIn(QuestionToken browser, Instant _expires) -> {
                keep(exchange, question, browser, SignInStore.VALIDITY);
                AnswerServer.seeAgain(exchange);
            }
            case SignInAttempt.Wrong(int left)
            when left > 0 ->
                show(
                        exchange,
                        wording,
                        question,
                        400,
                        wording.text("page.sign-in.wrong", Map.of("left", Integer.toString(left))));
            case SignInAttempt.Wrong _last -> show(exchange, wording, question, 400, wording.text("page.sign-in.over"));
            case SignInAttempt.Over _over -> show(exchange, wording, question, 400, wording.text("page.sign-in.over"));
        }
    }

    private void show(HttpExchange exchange, Wording wording, Question question, int status, String complaint)
            throws IOException {
        Optional<Instant> until = pending(exchange, question);
        AnswerServer.send(
                exchange,
                status,
                until.isPresent()
                        ? page.field(wording, question, until.get(), complaint)
                        : page.offer(wording, question, complaint));
    }

    private Optional<Instant> pending(HttpExchange exchange, Question question) {
        return kept(exchange, question).flatMap(browser -> signIn.pending(question, browser));
    }

    private static InetAddress from(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress();
    }

    private static void keep(HttpExchange exchange, Question question, QuestionToken browser, Duration validity) {
        exchange.getResponseHeaders()
                .add(
                        "Set-Cookie",
                        COOKIE + question.id() + "=" + browser.text() + "; Path=/; Max-Age=" + validity.toSeconds()
                                + "; Secure; HttpOnly; SameSite=Strict");
    }

    private static Optional<QuestionToken> kept(HttpExchange exchange, Question question) {
        List<String> headers = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
        String start = COOKIE + question.id() + "=";
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(start))
                .flatMap(pair -> QuestionToken.parse(pair.substring(start.length())).stream())
                .findFirst();
    }
}
