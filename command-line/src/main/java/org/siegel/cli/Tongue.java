package org.siegel.cli;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.Remark;

/** The languages that verdicts are explained in. The words are in {@code verdict_*.properties}. */
enum Tongue {
    de,
    en;

    private ResourceBundle words() {
        return ResourceBundle.getBundle(
                "org.siegel.cli.verdict",
                Locale.of(name()),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The sentence of that key; {@code {0}} and so on are replaced. */
    String say(String key, Object... values) {
        String sentence = words().getString(key);
        for (int i = 0; i < values.length; i++) {
            sentence = sentence.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return sentence;
    }

    /** What was found; what another program or a server said, in its own words. */
    String detail(Finding finding) {
        return finding.remark().map(this::say).orElse(finding.detail());
    }

    private String say(Remark remark) {
        return switch (this) {
            case de -> remark.in(kind -> words().getString("remark." + kind.name()));
            case en -> remark.in(Remark.Kind::english);
        };
    }

    /** Of that place, English where there are no words of its own. */
    static Tongue of(Locale locale) {
        return locale.getLanguage().equals("de") ? de : en;
    }

    /** What is the matter if that criterion is not fulfilled. */
    String complaint(Criterion criterion) {
        try {
            return words().getString("complaint." + criterion.label());
        } catch (MissingResourceException e) {
            throw new IllegalStateException("No words for " + criterion, e);
        }
    }
}
