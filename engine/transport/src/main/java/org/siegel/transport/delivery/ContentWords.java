package org.siegel.transport.delivery;

import java.util.Locale;
import java.util.regex.Pattern;
import org.siegel.transport.smtp.SmtpReply;

/**
 * Whether a refusal without a telling status says in words that it is the attachment, or what is in the message, that is not wanted.
 * A guess: words that point elsewhere outweigh it.
 */
final class ContentWords {

    /** Attachments, encryption, kinds of file, scanners: English and German. */
    private static final Pattern NAMES_IT = Pattern.compile("attach(ment|ed|ing)|anhang|anhäng|anlage"
            + "|encrypt|verschl(ü|ue)ssel|(password|passwort|kennwort)[ -]?(protect|gesch)|(geschützt|protected) file"
            + "|(banned|blocked|forbidden|prohibited|dangerous|unzulässige?r?|verbotene?r?) (file|archive|name|extension|datei)"
            + "|file ?(type|name|extension)|media type|mime type|dateityp|dateiendung"
            + "|\\b(pdf|zip|archive|archiv)\\b|not scannable|unscannable|cannot be scanned|could not be scanned"
            + "|virus|viren|malware|schadcode|schadsoftware|infected|infiziert");

    /** "Content" alone is said of much; with a verdict beside it, it is the message's. */
    private static final Pattern CONTENT = Pattern.compile("\\b(content|inhalt)");

    private static final Pattern VERDICT = Pattern.compile(
            "reject|refus|block|filter|not (allow|permit|accept)|prohibit|forbid|restrict|polic(y|ies)|disallow|unwanted"
                    + "|abgelehnt|abgewiesen|verboten|unzulässig|nicht (erlaubt|zulässig|gestattet|angenommen)");

    /** Size, unwanted advertising, the sender or his server, form: another container changes nothing. */
    private static final Pattern IS_ANOTHER_MATTER = Pattern.compile("spam|\\bscore\\b|\\bbulk\\b"
            + "|too (large|big|long)|exceed|\\bsize|\\bquota|storage|mailbox (is )?full|zu gro(ß|ss)|größe|überschr"
            + "|\\bspf\\b|dkim|dmarc|\\barc\\b|reputation|blacklist|blocklist|\\brbl\\b|\\bdnsbl\\b|spamhaus|rate limit"
            + "|sender|absender|recipient|empfänger|relay"
            + "|header|malformed|syntax|bare (lf|cr)|line (is )?too|boundary|content-t(ype|ransfer)");

    private ContentWords() {}

    static boolean areIn(SmtpReply reply) {
        String words = String.join(" ", reply.lines()).toLowerCase(Locale.ROOT);
        boolean isNamed = NAMES_IT.matcher(words).find()
                || (CONTENT.matcher(words).find() && VERDICT.matcher(words).find());
        return isNamed && !IS_ANOTHER_MATTER.matcher(words).find();
    }
}
