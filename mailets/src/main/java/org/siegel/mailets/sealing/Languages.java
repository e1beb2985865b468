package org.siegel.mailets.sealing;

import jakarta.mail.MessagingException;
import java.util.Locale;
import org.apache.mailet.base.GenericMailet;
import org.siegel.sealing.container.Language;

/** The parameter {@code language} of mailets that seal. */
public final class Languages {

    private Languages() {}

    /**
     * German unless something else is said.
     *
     * @throws MessagingException if it is neither {@code de} nor {@code en}
     */
    public static Language of(GenericMailet mailet) throws MessagingException {
        return switch (mailet.getInitParameter("language", "de").toLowerCase(Locale.ROOT)) {
            case "de" -> Language.GERMAN;
            case "en" -> Language.ENGLISH;
            default ->
                throw new MessagingException(
                        "mailetcontainer.xml: " + mailet.getClass().getSimpleName()
                                + ": <language> must be de or en, not '" + mailet.getInitParameter("language") + "'");
        };
    }
}
