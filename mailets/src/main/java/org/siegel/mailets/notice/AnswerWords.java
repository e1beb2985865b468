package org.siegel.mailets.notice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.siegel.policy.Choice;

/** The words that answer a question by mail. */
public final class AnswerWords {

    private AnswerWords() {}

    /** The word that a question names for the choice. */
    static String of(Choice choice, boolean isGerman) {
        return words(choice).get(isGerman ? 0 : 1);
    }

    /** The choice of those offered that the word stands for; case does not count. */
    public static Optional<Choice> choice(String word, List<Choice> offered) {
        String upper = word.strip().toUpperCase(Locale.ROOT);
        return offered.stream()
                .filter(choice -> words(choice).contains(upper))
                .findFirst()
                .or(() -> List.of("PASSWORT", "PASSWORD").contains(upper)
                        ? offered.stream()
                                .filter(choice -> choice == Choice.PASSWORD_PDF || choice == Choice.PASSWORD_ZIP)
                                .findFirst()
                        : Optional.empty());
    }

    private static List<String> words(Choice choice) {
        return switch (choice) {
            case PASSWORD_PDF -> List.of("PDF", "PDF");
            case PASSWORD_ZIP -> List.of("ZIP", "ZIP");
            case SEND -> List.of("SENDEN", "SEND");
            case WAIT -> List.of("WARTEN", "WAIT");
            case WITHDRAW -> List.of("VERWERFEN", "WITHDRAW", "ZURÜCKZIEHEN", "STOP", "STOPP");
        };
    }
}
