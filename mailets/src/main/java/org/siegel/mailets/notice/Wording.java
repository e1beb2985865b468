package org.siegel.mailets.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentences of one language. What is put into them is put in as it is and never read for places again. */
public final class Wording {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)\\}");

    private final Language language;
    private final Properties sentences;

    private Wording(Language language, Properties sentences) {
        this.language = language;
        this.sentences = sentences;
    }

    /** Reads it from beside this class: James's threads have class loaders that do not see an extension's files. */
    static Wording of(Language language) {
        String name = "notices_" + language.code() + ".properties";
        Properties sentences = new Properties();
        try (InputStream file = Wording.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing beside " + Wording.class.getName());
            }
            try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
                sentences.load(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
        return new Wording(language, sentences);
    }

    /** What senders read in German. */
    public static Wording german() {
        return of(Language.GERMAN);
    }

    /** What senders read in English. */
    public static Wording english() {
        return of(Language.ENGLISH);
    }

    /** The language, such as {@code de}. */
    public String code() {
        return language.code();
    }

    /** For dates. */
    public Locale locale() {
        return language.locale();
    }

    Language language() {
        return language;
    }

    Set<String> keys() {
        return sentences.stringPropertyNames();
    }

    /** The sentence. */
    public String text(String key) {
        return text(key, Map.of());
    }

    /** The sentence with {@code {place}} filled from the values. */
    public String text(String key, Map<String, String> values) {
        String sentence = find(key).orElseThrow(() -> new IllegalStateException(key + " is missing in " + language));
        return PLACE.matcher(sentence)
                .replaceAll(place -> Matcher.quoteReplacement(value(key, place.group(1), values)));
    }

    /** The sentence for one or the one for several; {@code {count}} is filled. */
    String text(String key, int count) {
        return text(key + (count == 1 ? ".one" : ".many"), Map.of("count", Integer.toString(count)));
    }

    /** The sentence without filling, if there is one of that key. */
    Optional<String> find(String key) {
        return Optional.ofNullable(sentences.getProperty(key));
    }

    private static String value(String key, String place, Map<String, String> values) {
        String value = values.get(place);
        if (value == null) {
            throw new IllegalStateException(key + " has a place {" + place + "} that nothing is said for");
        }
        return value;
    }
}
