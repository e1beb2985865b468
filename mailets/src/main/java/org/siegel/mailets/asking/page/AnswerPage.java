package org.siegel.mailets.asking.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.siegel.mailets.asking.Remembering.Known;
import org.siegel.mailets.asking.Remembering.Scope;
import org.siegel.mailets.notice.AskWording;
import org.siegel.mailets.notice.HtmlForm;
import org.siegel.mailets.notice.Wording;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordWay;
import org.siegel.policy.RememberRules;
import org.siegel.store.HeldMail;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;
import org.siegel.store.RememberedAnswer;

/** The page as HTML: works without JavaScript, on a phone, by keyboard and with a screen reader; loads nothing. */
final class AnswerPage {

    /** Reads well in bright and dark surroundings; everything that can be pressed is at least 44 pixels high. */
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1f2328;--soft:#57606a;--ground:#fff;--box:#f3f5f7;--line:#6e7781;--act:#0b57d0;--on-act:#fff;--bad:#b3261e}
            @media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#b3bac2;--ground:#17191c;--box:#23272c;--line:#8b949e;--act:#a8c7fa;--on-act:#062e6f;--bad:#f2b8b5}}
            body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,'Segoe UI',Roboto,Arial,sans-serif}
            main{max-width:40rem;margin:0 auto;padding:1.25rem;overflow-wrap:anywhere}
            header{color:var(--soft);font-size:.9rem;margin-bottom:1rem}
            h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}
            dl{background:var(--box);border-radius:.5rem;padding:1rem;margin:0 0 1.25rem}
            dt{color:var(--soft);font-size:.9rem}
            dd{margin:0 0 .6rem}
            dd:last-child{margin-bottom:0}
            fieldset{border:0;padding:0;margin:0 0 1rem}
            legend{padding:0;font-weight:600;font-size:1.1rem;margin-bottom:.5rem}
            .choice{display:flex;gap:.75rem;align-items:flex-start;border:1px solid var(--line);border-radius:.5rem;padding:.75rem;margin-bottom:.5rem;min-height:1.25rem;cursor:pointer}
            .choice input{width:1.25rem;height:1.25rem;margin:.15rem 0 0;flex:none;accent-color:var(--act)}
            .choice:focus-within{outline:3px solid var(--act);outline-offset:1px}
            label.reason{display:block;font-weight:600;margin-bottom:.25rem}
            .number{margin:0 0 .5rem 2rem}
            .number label{display:block;margin-bottom:.25rem}
            .number input{min-height:2.75rem;max-width:18rem}
            textarea,.number input{box-sizing:border-box;width:100%;font:inherit;color:inherit;background:var(--ground);border:1px solid var(--line);border-radius:.5rem;padding:.5rem}
            textarea{margin-bottom:1.25rem}
            .code{margin:0 0 1.25rem}
            .code label{display:block;font-weight:600;margin-bottom:.25rem}
            .code input{box-sizing:border-box;display:block;width:100%;max-width:18rem;min-height:2.75rem;margin-bottom:1rem;font:inherit;font-size:1.25rem;letter-spacing:.1em;color:inherit;background:var(--ground);border:1px solid var(--line);border-radius:.5rem;padding:.5rem}
            button{font:inherit;font-weight:600;color:var(--on-act);background:var(--act);border:0;border-radius:.5rem;padding:.75rem 1.5rem;min-height:2.75rem;cursor:pointer}
            button:focus-visible,textarea:focus-visible,.number input:focus-visible,.code input:focus-visible{outline:3px solid var(--act);outline-offset:2px}
            button.quiet{color:var(--act);background:none;border:1px solid var(--line)}
            h2{font-size:1.1rem;margin:2rem 0 .5rem}
            .known{list-style:none;padding:0;margin:0}
            .known li{border-top:1px solid var(--line);padding:.75rem 0}
            .known p{margin:0 0 .5rem}
            .bad{border-left:.3rem solid var(--bad);background:var(--box);padding:.75rem 1rem;margin:0 0 1.25rem}
            .soft{color:var(--soft)}
            """;

    /** Allows the style above and nothing else (CSP Level 3). */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + digest(STYLE)
            + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final String organisation;
    private final AskRules rules;
    private final Clock clock;

    AnswerPage(String organisation, AskRules rules, Clock clock) {
        this.organisation = organisation;
        this.rules = rules;
        this.clock = clock;
    }

    /** What was wrong with an answer. */
    enum Complaint {
        NONE(""),
        CHOICE("page.choice.missing"),
        REASON("page.reason.missing"),
        REMEMBER("page.remember.refused"),
        PASSWORD("page.password.refused"),
        PHONE("page.phone.missing"),
        PHONE_UNUSED("page.phone.unused");

        private final String key;

        Complaint(String key) {
            this.key = key;
        }

        private boolean isAboutPhone() {
            return this == PHONE || this == PHONE_UNUSED;
        }
    }

    /**
     * What a sender has filled in so far.
     *
     * @param password empty if nothing was chosen
     * @param phone    as it was written
     */
    record Draft(Optional<Choice> choice, String reason, Scope scope, Optional<PasswordWay> password, String phone) {

        static final Draft EMPTY = new Draft(Optional.empty(), "", Scope.ONCE);

        /** Without anything about the password. */
        Draft(Optional<Choice> choice, String reason, Scope scope) {
            this(choice, reason, scope, Optional.empty(), "");
        }
    }

    /** The question with its choices; what was filled in is still there. */
    String question(Wording wording, Question question, Known known, Complaint complaint, Draft draft) {
        HeldMail mail = question.mail();
        StringBuilder body = new StringBuilder();
        if (complaint != Complaint.NONE) {
            body.append("<p class=\"bad\" role=\"alert\" id=\"complaint\">")
                    .append(text(wording, complaint.key))
                    .append("</p>\n");
        }
        body.append(facts(wording, mail));
        body.append("<p>")
                .append(escape(AskWording.until(wording, rules, when(wording, question.expires()))))
                .append("</p>\n");
        body.append("<form method=\"post\">\n<fieldset>\n<legend>")
                .append(text(wording, "ask.choose"))
                .append("</legend>\n");
        Choice chosen = draft.choice()
                .filter(mail.choices()::contains)
                .orElse(mail.choices().getFirst());
        for (Choice choice : mail.choices()) {
            body.append("<label class=\"choice\"><input type=\"radio\" name=\"choice\" value=\"")
                    .append(choice.configName())
                    .append(choice == chosen ? "\" checked required" : "\" required")
                    .append("><span>")
                    .append(escape(AskWording.offer(wording, choice, rules, mail.passwords())))
                    .append("</span></label>\n");
        }
        body.append("</fieldset>\n");
        passwords(body, wording, mail.passwords(), complaint, draft);
        if (mail.choices().contains(Choice.SEND)) {
            body.append("<label class=\"reason\" for=\"reason\">")
                    .append(text(wording, "page.reason"))
                    .append("</label>\n<textarea id=\"reason\" name=\"reason\" rows=\"2\" maxlength=\"500\"")
                    .append(
                            complaint == Complaint.REASON
                                    ? " aria-invalid=\"true\" aria-describedby=\"complaint\""
                                    : "")
                    .append(">")
                    .append(escape(draft.reason()))
                    .append("</textarea>\n");
        }
        remember(body, wording, mail, known.offered(), draft.scope());
        body.append("<button type=\"submit\">")
                .append(text(wording, "page.decide"))
                .append("</button>\n</form>\n");
        known(body, wording, known.known());
        return page(wording, wording.text("ask.title"), body.toString());
    }

    private static void passwords(
            StringBuilder body, Wording wording, List<PasswordWay> ways, Complaint complaint, Draft draft) {
        if (ways.isEmpty()) {
            return;
        }
        body.append("<fieldset>\n<legend>")
                .append(text(wording, "page.passwords"))
                .append("</legend>\n");
        PasswordWay chosen = draft.password().filter(ways::contains).orElse(ways.getFirst());
        for (PasswordWay way : ways) {
            body.append("<label class=\"choice\"><input type=\"radio\" name=\"password\" value=\"")
                    .append(way.configName())
                    .append(way == chosen ? "\" checked><span>" : "\"><span>")
                    .append(escape(AskWording.way(wording, way)))
                    .append("</span></label>\n");
            if (way == PasswordWay.SMS) {
                phone(body, wording, complaint, draft.phone());
            }
        }
        body.append("</fieldset>\n");
    }

    private static void phone(StringBuilder body, Wording wording, Complaint complaint, String written) {
        body.append("<div class=\"number\"><label for=\"phone\">")
                .append(text(wording, "page.phone"))
                .append(
                        "</label>\n<input type=\"tel\" id=\"phone\" name=\"phone\" maxlength=\"40\" autocomplete=\"off\"")
                .append(complaint.isAboutPhone() ? " aria-invalid=\"true\" aria-describedby=\"complaint\"" : "")
                .append(" value=\"")
                .append(escape(written))
                .append("\"></div>\n");
    }

    private void remember(StringBuilder body, Wording wording, HeldMail mail, List<Choice> offered, Scope chosen) {
        Optional<RememberRules> remember = rules.remember();
        if (offered.isEmpty() || remember.isEmpty()) {
            return;
        }
        body.append("<fieldset>\n<legend>")
                .append(text(wording, "page.remember"))
                .append("</legend>\n");
        for (Scope scope : Scope.values()) {
            String label = switch (scope) {
                case ONCE -> wording.text("page.remember.once");
                case ADDRESS ->
                    wording.text("page.remember.address", Map.of("targets", String.join(", ", mail.recipients())));
                case DOMAIN -> wording.text("page.remember.domain", Map.of("targets", domains(mail)));
            };
            body.append("<label class=\"choice\"><input type=\"radio\" name=\"remember\" value=\"")
                    .append(scope.name().toLowerCase(Locale.ROOT))
                    .append(scope == chosen ? "\" checked><span>" : "\"><span>")
                    .append(escape(label))
                    .append("</span></label>\n");
        }
        String note = remember.get().reach() == RememberRules.Reach.ALL
                ? "page.remember.note.all"
                : "page.remember.note.sender";
        body.append("<p class=\"soft\">")
                .append(escape(wording.text(
                        note,
                        Map.of(
                                "days",
                                Long.toString(
                                        Math.max(1, remember.get().validity().toDays())),
                                "choices",
                                offered.stream()
                                        .map(choice -> wording.text("page.short." + choice.configName()))
                                        .collect(Collectors.joining(", "))))))
                .append(mail.passwords().isEmpty() ? "" : " " + text(wording, "page.remember.note.password"))
                .append("</p>\n</fieldset>\n");
    }

    private static String domains(HeldMail mail) {
        return mail.recipients().stream()
                .map(address -> address.substring(address.lastIndexOf('@')))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** What counts for later mails, each with a button that ends it. */
    private void known(StringBuilder body, Wording wording, List<RememberedAnswer> answers) {
        if (answers.isEmpty()) {
            return;
        }
        body.append("<h2>").append(text(wording, "page.known")).append("</h2>\n<ul class=\"known\">\n");
        for (RememberedAnswer answer : answers) {
            body.append("<li><form method=\"post\"><p>")
                    .append(escape(wording.text(
                            "page.known.item",
                            Map.of(
                                    "target", answer.target(),
                                    "choice",
                                            wording.text("page.short."
                                                    + answer.choice().configName()),
                                    "until", when(wording, answer.expires())))))
                    .append("</p>\n<input type=\"hidden\" name=\"forget\" value=\"")
                    .append(escape(answer.id()))
                    .append("\"><button class=\"quiet\" type=\"submit\">")
                    .append(escape(wording.text("page.known.forget", Map.of("target", answer.target()))))
                    .append("</button></form></li>\n");
        }
        body.append("</ul>\n");
    }

    /** What was decided, or that the time is over. */
    String state(Wording wording, Question question, Known known) {
        String said = question.decision()
                .map(decision -> wording.text(
                        carrying(question),
                        Map.of(
                                "by", wording.text("page.by." + decision.by().label()),
                                "when", when(wording, decision.at()))))
                .orElseGet(() -> wording.text("page.over"));
        String what = question.decision()
                .map(decision -> "<p><strong>" + escape(what(wording, decision)) + "</strong></p>\n")
                .orElse("");
        String words = question.decision()
                .map(QuestionDecision::words)
                .filter(reason -> !reason.isEmpty())
                .map(reason ->
                        "<p class=\"soft\">" + text(wording, "page.reason.given") + " " + escape(reason) + "</p>\n")
                .orElse("");
        StringBuilder body = new StringBuilder(
                "<p role=\"status\">" + escape(said) + "</p>\n" + what + words + facts(wording, question.mail()));
        known(body, wording, known.known());
        String title = question.isGone() ? "page.title.gone" : "page.title.decided";
        return page(wording, wording.text(title), body.toString());
    }

    /** How far it is done. */
    private static String carrying(Question question) {
        if (question.isGone()) {
            return "page.decided.gone";
        }
        return question.carriedOut().isPresent() ? "page.decided" : "page.decided.soon";
    }

    private String what(Wording wording, QuestionDecision decision) {
        return decision.password()
                .map(mode -> wording.text("choice." + decision.choice().configName() + ".alone") + " "
                        + AskWording.decided(wording, mode))
                .orElseGet(() -> AskWording.choice(wording, decision.choice(), rules));
    }

    /** A page that says one thing, such as that there is no such question. */
    String notice(Wording wording, String titleKey, String textKey) {
        return page(wording, wording.text(titleKey), "<p>" + text(wording, textKey) + "</p>\n");
    }

    /** A whole page. */
    String page(Wording wording, String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"" + wording.code() + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"robots\" content=\"noindex\">\n<title>" + escape(title) + "</title>\n<style>" + STYLE
                + "</style>\n</head>\n<body>\n<main>\n<header>" + escape(organisation) + "</header>\n<h1>"
                + escape(title) + "</h1>\n" + body + "</main>\n</body>\n</html>\n";
    }

    private String facts(Wording wording, HeldMail mail) {
        StringBuilder list = new StringBuilder("<dl>\n");
        fact(list, wording.text("fact.subject"), mail.subject().orElseGet(() -> wording.text("fact.no-subject")));
        fact(list, wording.text("page.to"), String.join(", ", mail.recipients()));
        String details = wording.text("fact.details");
        why(wording, mail)
                .forEach(fact ->
                        fact(list, fact.label(), fact.value(), fact.label().equals(details)));
        return list.append("</dl>\n").toString();
    }

    private static List<HeldMail.Fact> why(Wording wording, HeldMail mail) {
        List<HeldMail.Fact> here = mail.why().get(wording.code());
        return here != null ? here : mail.why().values().stream().findFirst().orElse(List.of());
    }

    private static void fact(StringBuilder list, String label, String value) {
        fact(list, label, value, false);
    }

    /** @param isEnglish on a page in whatever language, so that a screen reader says it right */
    private static void fact(StringBuilder list, String label, String value, boolean isEnglish) {
        list.append("<dt>")
                .append(escape(label))
                .append(isEnglish ? "</dt><dd lang=\"en\">" : "</dt><dd>")
                .append(escape(value))
                .append("</dd>\n");
    }

    /** As people of that language read it. */
    String when(Wording wording, Instant instant) {
        return DateTimeFormatter.ofPattern(wording.text("date"), wording.locale())
                .withZone(clock.getZone())
                .format(instant);
    }

    private static String text(Wording wording, String key) {
        return escape(wording.text(key));
    }

    private static String escape(String text) {
        return HtmlForm.escape(text);
    }

    private static String digest(String style) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
