package org.siegel.mailets.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordWay;

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

    /** The word that a question names for the way of the password. */
    static String of(PasswordWay way, boolean isGerman) {
        return words(way).get(isGerman ? 0 : 1);
    }

    /** The way of the password that the word stands for; case does not count. */
    public static Optional<PasswordWay> password(String word) {
        String upper = word.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(PasswordWay.values())
                .filter(way -> words(way).contains(upper))
                .findFirst();
    }

    private static List<String> words(PasswordWay way) {
        return switch (way) {
            case BY_RULE -> List.of("REGEL", "RULE");
            case TO_SENDER -> List.of("MIR", "ME");
            case SMS -> List.of("SMS", "SMS");
            case KNOWN -> List.of("BEKANNT", "KNOWN");
        };
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
