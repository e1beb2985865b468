package org.siegel.mailets.asking.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.siegel.mailets.asking.Answer;
import org.siegel.mailets.asking.Answering;
import org.siegel.mailets.asking.PasswordWish;
import org.siegel.mailets.asking.Remembering.Known;
import org.siegel.mailets.asking.Remembering.Scope;
import org.siegel.mailets.asking.page.AnswerPage.Complaint;
import org.siegel.mailets.asking.page.AnswerPage.Draft;
import org.siegel.mailets.notice.Wording;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordWay;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision.By;
import org.siegel.store.QuestionToken;
import org.siegel.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the page on which senders decide. GET shows and changes nothing, since mail scanners follow links; POST decides. Who
 * has the link may decide, so the link is a secret: it is not logged, and no browser passes it on. Where senders sign in, the link
 * alone shows nothing.
 */
public final class AnswerServer implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(AnswerServer.class);
    private static final int REQUESTS_A_MINUTE = 60;
    private static final String PATH = "/a/";
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST");

    private final HttpServer server;
    private final Optional<PageCertificate> certificate;
    private final Access access;
    private final Optional<SignInDesk> signIn;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Answering answering;
    private final AnswerPage page;
    private final Throttle throttle;
    private final List<Wording> languages;
    private final String base;

    private AnswerServer(
            HttpServer server,
            Access access,
            URI base,
            Answering answering,
            String organisation,
            AskRules rules,
            Clock clock) {
        this.server = server;
        this.certificate = access.certificate();
        this.access = access;
        this.base = base.getPath().replaceAll("/$", "");
        this.answering = answering;
        this.page = new AnswerPage(organisation, rules, clock);
        this.signIn = access.signIn().map(demand -> new SignInDesk(demand.signIn(), page));
        this.throttle = new Throttle(REQUESTS_A_MINUTE, clock);
        this.languages = List.of(Wording.german(), Wording.english());
    }

    /**
     * Who gets to the page.
     *
     * @param certificate empty behind a proxy of this machine that has it, then on a loopback address only
     * @param networks    whose addresses are served; all if there are none
     * @param signIn      who must sign in; empty for nobody
     */
    public record Access(Optional<PageCertificate> certificate, List<Network> networks, Optional<SignInDemand> signIn) {

        /** Nobody must sign in. */
        public Access(Optional<PageCertificate> certificate, List<Network> networks) {
            this(certificate, networks, Optional.empty());
        }

        public Access {
            networks = List.copyOf(networks);
            if (certificate.isEmpty() && !networks.isEmpty()) {
                throw new IllegalArgumentException("ask.networks cannot be told apart behind another web server, whose"
                        + " address all requests have: let that one refuse the others, or set ask.certificate");
            }
            if (networks.isEmpty()
                    && signIn.filter(demand -> !demand.isForAll()).isPresent()) {
                throw new IllegalArgumentException(
                        "Nobody is outside without ask.networks: set them, or ask.sign-in to" + " always");
            }
        }

        private boolean isInside(InetAddress from) {
            return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(from));
        }

        private boolean isShut(InetAddress from) {
            return !isInside(from) && signIn.map(SignInDemand::isForAll).orElse(true);
        }

        private boolean demandsSignIn(InetAddress from) {
            return signIn.filter(demand -> demand.isForAll() || !isInside(from)).isPresent();
        }
    }

    /**
     * Starts to serve.
     *
     * @param base         the address under which senders reach the page
     * @param organisation as people read it
     * @throws IllegalArgumentException if the address is taken or unsafe, saying what to do
     */
    public static AnswerServer start(
            InetSocketAddress address,
            Access access,
            URI base,
            Answering answering,
            String organisation,
            AskRules rules,
            Clock clock) {
        Optional<PageCertificate> certificate = access.certificate();
        if (certificate.isEmpty() && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("The page for senders would be served in the clear on " + address
                    + ": set ask.certificate and ask.private-key, or ask.bind to 127.0.0.1 behind a web server of this"
                    + " machine");
        }
        try {
            HttpServer server;
            if (certificate.isPresent()) {
                HttpsServer secure = HttpsServer.create(address, 0);
                secure.setHttpsConfigurator(
                        new HttpsConfigurator(certificate.get().context()));
                server = secure;
            } else {
                server = HttpServer.create(address, 0);
            }
            AnswerServer made = new AnswerServer(server, access, base, answering, organisation, rules, clock);
            server.setExecutor(made.threads);
            server.createContext("/", made::handle);
            server.start();
            return made;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The page for senders cannot be served on " + address + " (" + e.getMessage()
                            + "): set ask.bind and ask.port to an address that is free",
                    e);
        }
    }

    /** What it shows to browsers; empty behind a web server that does that. */
    public Optional<PageCertificate> certificate() {
        return certificate;
    }

    /** Asks itself for a page, as a browser does; says what is wrong if none comes. */
    public Optional<String> trouble() {
        return new SelfRequest(address(), certificate).trouble();
    }

    /** Where it really listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            Wording wording = language(exchange);
            try {
                answer(exchange, wording);
            } catch (StoreException e) {
                LOGGER.error("A sender's request could not be answered", e);
                send(exchange, 503, page.notice(wording, "page.title.trouble", "page.trouble"));
            }
        } catch (IOException _gone) {
            // The browser went away; nothing was decided that is not in the store.
        } catch (RuntimeException e) {
            LOGGER.error("A fault in the page for senders", e);
        }
    }

    private void answer(HttpExchange exchange, Wording wording) throws IOException {
        if (!throttle.allows(exchange.getRemoteAddress().getAddress())) {
            exchange.getResponseHeaders().set("Retry-After", "60");
            send(exchange, 429, page.notice(wording, "page.title.trouble", "page.slower"));
            return;
        }
        InetAddress from = exchange.getRemoteAddress().getAddress();
        if (access.isShut(from)) {
            send(exchange, 403, page.notice(wording, "page.title.trouble", "page.elsewhere"));
            return;
        }
        Optional<Question> question = token(exchange.getRequestURI()).flatMap(answering::find);
        if (question.isEmpty()) {
            send(exchange, 404, page.notice(wording, "page.title.unknown", "page.unknown"));
            return;
        }
        serve(exchange, wording, question.get());
    }

    private void serve(HttpExchange exchange, Wording wording, Question question) throws IOException {
        String method = exchange.getRequestMethod().toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", METHODS));
            send(exchange, 405, page.notice(wording, "page.title.trouble", "page.unknown"));
            return;
        }
        Optional<SignInDesk> desk =
                access.demandsSignIn(exchange.getRemoteAddress().getAddress()) ? signIn : Optional.empty();
        if (desk.isPresent() && !desk.get().isPassed(exchange, question)) {
            desk.get().serve(exchange, wording, question);
        } else if (method.equals("POST")) {
            decide(exchange, wording, question);
        } else {
            show(exchange, wording, question);
        }
    }

    private void show(HttpExchange exchange, Wording wording, Question question) throws IOException {
        send(
                exchange,
                200,
                answering.isOpen(question)
                        ? page.question(wording, question, known(question), Complaint.NONE, Draft.EMPTY)
                        : page.state(wording, question, known(question)));
    }

    private void decide(HttpExchange exchange, Wording wording, Question question) throws IOException {
        Optional<FormData> form = FormData.read(exchange);
        if (form.filter(data -> !data.get("sign-in").isEmpty()).isPresent()) {
            seeAgain(exchange); // who has signed in already
            return;
        }
        String reason = form.map(data -> data.get("reason")).orElse("");
        Optional<Choice> choice = form.flatMap(data -> choice(data.get("choice")));
        String way = form.map(data -> data.get("password")).orElse("");
        Draft draft = new Draft(
                choice,
                reason,
                scope(form.map(data -> data.get("remember")).orElse("")),
                password(way),
                form.map(data -> data.get("phone")).orElse("").strip());
        String forget = form.map(data -> data.get("forget")).orElse("");
        if (!forget.isEmpty()) {
            answering.memory().forget(question, forget);
            seeAgain(exchange);
            return;
        }
        if (choice.isEmpty()) {
            complain(exchange, wording, question, Complaint.CHOICE, draft);
            return;
        }
        if (choice.get().wraps() && draft.password().isEmpty() && !way.isEmpty()) {
            complain(exchange, wording, question, Complaint.PASSWORD, draft);
            return;
        }
        PasswordWay password = draft.password().orElse(PasswordWay.BY_RULE);
        if (choice.get().wraps()
                && password != PasswordWay.SMS
                && !draft.phone().isEmpty()) {
            complain(exchange, wording, question, Complaint.PHONE_UNUSED, draft);
            return;
        }
        Answer answer =
                new Answer(choice.get(), reason, By.PAGE, PasswordWish.of(password, draft.phone()), draft.scope());
        switch (answering.answer(question, answer)) {
            case TAKEN -> seeAgain(exchange);
            case TOO_LATE -> {
                Question now = answering.refresh(question);
                send(exchange, 409, page.state(wording, now, known(now)));
            }
            case NOT_OFFERED -> complain(exchange, wording, question, Complaint.CHOICE, draft);
            case REASON_MISSING -> complain(exchange, wording, question, Complaint.REASON, draft);
            case NOT_REMEMBERED -> complain(exchange, wording, question, Complaint.REMEMBER, draft);
            case PASSWORD_NOT_OFFERED -> complain(exchange, wording, question, Complaint.PASSWORD, draft);
            case PHONE_MISSING -> complain(exchange, wording, question, Complaint.PHONE, draft);
        }
    }

    /** The browser gets the page by GET, so that loading it again decides nothing again. */
    static void seeAgain(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getRawPath());
        send(exchange, 303, "");
    }

    private void complain(HttpExchange exchange, Wording wording, Question question, Complaint complaint, Draft draft)
            throws IOException {
        send(exchange, 400, page.question(wording, question, known(question), complaint, draft));
    }

    private Known known(Question question) {
        return answering.memory().of(question);
    }

    private static Scope scope(String text) {
        return Arrays.stream(Scope.values())
                .filter(scope -> scope.name().equalsIgnoreCase(text))
                .findFirst()
                .orElse(Scope.ONCE);
    }

    private static Optional<PasswordWay> password(String text) {
        try {
            return Optional.of(PasswordWay.fromConfigName(text));
        } catch (IllegalArgumentException _unknown) {
            return Optional.empty();
        }
    }

    private static Optional<Choice> choice(String text) {
        try {
            return Optional.of(Choice.fromConfigName(text));
        } catch (IllegalArgumentException _unknown) {
            return Optional.empty();
        }
    }

    private Optional<QuestionToken> token(URI uri) {
        String path = uri.getPath();
        String start = base + PATH;
        return path != null && path.startsWith(start)
                ? QuestionToken.parse(path.substring(start.length()))
                : Optional.empty();
    }

    private Wording language(HttpExchange exchange) {
        String wanted = exchange.getRequestHeaders().getFirst("Accept-Language");
        if (wanted == null) {
            return languages.getFirst();
        }
        try {
            List<Locale> ours =
                    languages.stream().map(one -> Locale.of(one.code())).toList();
            Locale best = Locale.lookup(Locale.LanguageRange.parse(wanted), ours);
            return best == null ? languages.getLast() : languages.get(ours.indexOf(best));
        } catch (IllegalArgumentException _nonsense) {
            return languages.getFirst();
        }
    }

    static void send(HttpExchange exchange, int status, String html) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", AnswerPage.POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        headers.set("Strict-Transport-Security", "max-age=31536000");
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        boolean hasBody = bytes.length > 0 && !exchange.getRequestMethod().equalsIgnoreCase("HEAD");
        if (bytes.length > 0) {
            headers.set("Content-Type", "text/html; charset=utf-8");
        }
        exchange.sendResponseHeaders(status, hasBody ? bytes.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
