package org.siegel.james;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code siegel.properties}, read strictly: unknown keys and wrong values are reported with their line. */
final class SettingsFile {

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|min|h|d)");

    private final Path file;
    private final List<String> lines;
    private final Properties values = new Properties();

    private SettingsFile(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads the file.
     *
     * @param known     all keys that there are
     * @param overrides values in the place of those in the file
     * @throws IllegalArgumentException if it is missing or has another key
     */
    static SettingsFile read(Path file, Set<String> known, Map<String, String> overrides) {
        try {
            SettingsFile settings = new SettingsFile(file, Files.readAllLines(file));
            settings.values.load(new StringReader(String.join("\n", settings.lines)));
            settings.values.putAll(overrides);
            for (String key : settings.values.stringPropertyNames()) {
                if (!known.contains(key)) {
                    throw settings.wrong(key, "is not a setting; remove it or correct its name");
                }
            }
            return settings;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The settings " + file + " are missing or cannot be read: " + e.getMessage()
                            + ". Copy siegel.properties from the distribution to the configuration folder.",
                    e);
        }
    }

    /** The value, or nothing if it is empty or not given. */
    Optional<String> text(String key) {
        return Optional.ofNullable(values.getProperty(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The value as {@code reading} has it; what that refuses is reported with the line. */
    <T> Optional<T> value(String key, Function<String, T> reading) {
        return text(key).map(value -> {
            try {
                return reading.apply(value);
            } catch (IllegalArgumentException e) {
                throw wrong(key, "cannot be '" + value + "': " + e.getMessage());
            }
        });
    }

    Duration time(String key, Duration otherwise) {
        return time(key).orElse(otherwise);
    }

    Optional<Duration> time(String key) {
        return value(key, SettingsFile::duration);
    }

    int number(String key, int least, int most, int otherwise) {
        return value(key, text -> {
                    int number = Integer.parseInt(text);
                    if (number < least || number > most) {
                        throw new IllegalArgumentException("it must lie between " + least + " and " + most);
                    }
                    return number;
                })
                .orElse(otherwise);
    }

    boolean claim(String key, boolean otherwise) {
        return value(key, text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("it is either true or false");
                })
                .orElse(otherwise);
    }

    private static Duration duration(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("it must be a time such as 500 ms, 30 s, 10 min, 2 h or 90 d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "min" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    IllegalArgumentException wrong(String key, String problem) {
        int line = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(key)) {
                line = i + 1;
            }
        }
        return new IllegalArgumentException(file + (line > 0 ? ", line " + line : "") + ": " + key + " " + problem
                + ". Siegel does not start with it.");
    }
}
