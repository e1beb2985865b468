package org.siegel.mailets.asking.page;

import java.time.Instant;
import java.util.Map;
import org.siegel.mailets.notice.HtmlForm;
import org.siegel.mailets.notice.Wording;
import org.siegel.store.Question;

/** What those see who have not signed in: a button that sends a code, and a field for it. Of the mail it tells nothing. */
final class SignInPage {

    private static final int TELLING = 3;

    private final AnswerPage frame;

    SignInPage(AnswerPage frame) {
        this.frame = frame;
    }

    /**
     * Offers to send a code.
     *
     * @param complaint a sentence; empty text if there is nothing to complain about
     */
    String offer(Wording wording, Question question, String complaint) {
        return page(
                wording,
                complaint(complaint)
                        + "<p>"
                        + escape(wording.text("page.sign-in", mailbox(question)))
                        + "</p>\n"
                        + button(wording, "ask", "page.sign-in.send", "")
                        + "<p class=\"soft\">" + escape(wording.text("page.sign-in.cookie")) + "</p>\n");
    }

    /** Asks for the code that was sent. */
    String field(Wording wording, Question question, Instant until, String complaint) {
        String described = complaint.isEmpty() ? "" : " aria-invalid=\"true\" aria-describedby=\"complaint\"";
        return page(
                wording,
                complaint(complaint)
                        + "<p role=\"status\">"
                        + escape(wording.text("page.sign-in.sent", mailbox(question)))
                        + " "
                        + escape(wording.text("page.sign-in.until", Map.of("until", frame.when(wording, until))))
                        + "</p>\n"
                        + "<form method=\"post\" class=\"code\">\n<input type=\"hidden\" name=\"sign-in\" value=\"code\">\n"
                        + "<label for=\"code\">" + escape(wording.text("page.sign-in.code"))
                        + "</label>\n<input type=\"text\" id=\"code\" name=\"code\" inputmode=\"numeric\""
                        + " autocomplete=\"one-time-code\" maxlength=\"20\" required" + described + ">\n"
                        + "<button type=\"submit\">" + escape(wording.text("page.sign-in.enter"))
                        + "</button>\n</form>\n"
                        + button(wording, "again", "page.sign-in.again", " class=\"quiet\""));
    }

    private static String button(Wording wording, String step, String key, String attributes) {
        return "<form method=\"post\">\n<input type=\"hidden\" name=\"sign-in\" value=\"" + step + "\">\n<button"
                + attributes + " type=\"submit\">" + escape(wording.text(key)) + "</button>\n</form>\n";
    }

    private static String complaint(String sentence) {
        return sentence.isEmpty()
                ? ""
                : "<p class=\"bad\" role=\"alert\" id=\"complaint\">" + escape(sentence) + "</p>\n";
    }

    private String page(Wording wording, String body) {
        return frame.page(wording, wording.text("page.title.sign-in"), body);
    }

    private static Map<String, String> mailbox(Question question) {
        return Map.of("mailbox", masked(question.mail().sender()));
    }

    /** Enough for its owner to know it again, and for nobody to learn it. */
    static String masked(String address) {
        int at = address.lastIndexOf('@');
        String first = at >= TELLING ? address.substring(0, address.offsetByCodePoints(0, 1)) : "";
        return first + "***" + address.substring(Math.max(at, 0));
    }

    private static String escape(String text) {
        return HtmlForm.escape(text);
    }
}
