package org.siegel.benchmarks.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.siegel.policy.ContentRules;
import org.siegel.policy.ContentRules.WordRule;

/**
 * The same rules as regular expressions for other engines: each word of the policy, and the shape of each identifier. Check
 * digits and words near a number are not asked of them.
 */
final class RegexPeers {

    private static final Map<String, String> UMLAUTS =
            Map.of("ä", "(?:ä|ae)", "ö", "(?:ö|oe)", "ü", "(?:ü|ue)", "ß", "(?:ß|ss)");

    private static final List<String> SHAPES = List.of(
            "[A-Z]{2}[0-9]{2}[ -]?(?:[0-9A-Z]{4}[ -]?){2,7}[0-9A-Z]{1,4}",
            "[2-6][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{1,7}",
            "3[0-9]{3}[ -]?[0-9]{6}[ -]?[0-9]{4,5}",
            "[1-9][0-9][ ]?[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{3}",
            "[0-9]{2,3}/[0-9]{3,4}/[0-9]{4,5}",
            "[0-9]{13}",
            "[0-9]{2} ?[0-9]{6} ?[A-Z] ?[0-9]{3}",
            "[A-Z] ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}",
            "[0-9]{9}",
            "[LMNPRTVWXY][0-9CFGHJKLMNPRTVWXYZ]{8}[0-9]?",
            "[CFGHJK][0-9CFGHJKLMNPRTVWXYZ]{8}[0-9]?",
            "[A-Z][0-9A-Z]{8}[0-9][0-9A-Z]",
            "[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?[1-9][0-9]{0,3}[EH]?",
            "[A-TV-Z][0-9]{2}\\.[0-9-]{1,2}[GVZALRB]?",
            "PZN[ :-]{0,3}[0-9]{7,8}",
            "80276[0-9]{15}",
            "756\\.?[0-9]{4}\\.?[0-9]{4}\\.?[0-9]{2}",
            "[0-9]{4} ?[0-3][0-9][01][0-9][0-9]{2}",
            "[12] ?[0-9]{2} ?[0-9]{2} ?[0-9][0-9AB] ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}",
            "[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]",
            "[0-9]{3}-[0-9]{2}-[0-9]{4}",
            "[0-9]{11}",
            "[0-9]{8}-?[A-Z]",
            "[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]",
            "[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}-[0-9]{3}\\.[0-9]{2}",
            "(?:geb\\.|geboren|Geburtsdatum|\\*)[ :am]{0,6}[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{2,4}",
            "(?:[0-9]{1,4}|[IVX]{1,4}) [A-Z][A-Za-z]{0,4} [0-9]{1,6}/[0-9]{2,4}",
            "[0-9]{1,3}(?:\\.[0-9]{3})*(?:,[0-9]{2})? ?(?:EUR|€)",
            "-----BEGIN [A-Z ]{0,40}PRIVATE KEY",
            "(?:AKIA|ASIA)[0-9A-Z]{16}",
            "gh[pousr]_[0-9A-Za-z]{36}",
            "xox[abprs]-[0-9A-Za-z-]{24,}",
            "(?:[Pp]asswort|[Kk]ennwort|[Pp]assword|PIN)[ ]?[:=][ ]?[^ \\n]{4,64}",
            "[a-z]{3,10}://[^ :/\\n]{1,60}:[^ @/\\n]{3,60}@[a-z0-9]",
            "[0-9A-Za-z._+-]{1,60}@[0-9A-Za-z-]{1,60}\\.[A-Za-z.]{2,20}",
            "(?:\\+[1-9]|0[1-9])[0-9 /()-]{6,20}[0-9]",
            "(?:Herr|Herrn|Frau|Dr\\.|Prof\\.) [A-ZÄÖÜ][a-zäöüß]+",
            "[0-9]{5} [A-ZÄÖÜ][a-zäöüß]+");

    private RegexPeers() {}

    static List<String> of(ContentRules rules) {
        List<String> all = new ArrayList<>(SHAPES);
        for (WordRule rule : rules.words()) {
            rule.words().forEach(word -> all.add(word(word)));
        }
        return all;
    }

    private static String word(String written) {
        String bare = written.replace("*", "").toLowerCase(Locale.ROOT);
        StringBuilder regex = new StringBuilder("(?i)");
        for (int i = 0; i < bare.length(); i++) {
            String c = bare.substring(i, i + 1);
            regex.append(
                    UMLAUTS.containsKey(c) ? UMLAUTS.get(c) : ".".equals(c) ? "\\." : " ".equals(c) ? "[ \\n]" : c);
        }
        return regex.toString();
    }
}
