package org.siegel.transport.mtasts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.siegel.transport.mtasts.StsPolicy.Mode;
import org.siegel.transport.mtasts.StsPolicy.Reading;

/** The text of one policy: lines {@code key: value}, ended by LF or CRLF (RFC 8461 §3.2). Empty lines do no harm. */
final class PolicyText {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");

    /** More names than any mail system has; whoever writes more does not get to make us compare them for every mail. */
    private static final int MOST_HOSTS = 1_000;

    private final String text;
    private final Map<String, String> firsts = new HashMap<>();
    private final List<String> hosts = new ArrayList<>();

    PolicyText(String text) {
        this.text = text;
    }

    Reading read() {
        for (String line : text.split("\r?\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            int colon = line.indexOf(':');
            String key = line.substring(0, Math.max(0, colon));
            String value = line.substring(colon + 1).strip();
            if (!KEY.matcher(key).matches() || value.isEmpty() || line.chars().anyMatch(PolicyText::isControl)) {
                return new Reading.Invalid("it has a line that is not written as key: value");
            }
            if (key.equals("mx")) {
                hosts.add(value);
            } else {
                firsts.putIfAbsent(key, value);
            }
        }
        return interpret();
    }

    private Reading interpret() {
        if (!"STSv1".equals(firsts.get("version"))) {
            return new Reading.Invalid("its version is not STSv1");
        }
        String named = firsts.getOrDefault("mode", "");
        Optional<Mode> mode = Arrays.stream(Mode.values())
                .filter(each -> each.label().equals(named))
                .findFirst();
        if (mode.isEmpty()) {
            return new Reading.Invalid("its mode is none of enforce, testing, none");
        }
        String maxAge = firsts.getOrDefault("max_age", "");
        if (!SECONDS.matcher(maxAge).matches()) {
            return new Reading.Invalid("its max_age is not a number of seconds");
        }
        if (hosts.size() > MOST_HOSTS) {
            return new Reading.Invalid("it names more than " + MOST_HOSTS + " mail servers");
        }
        if (hosts.isEmpty() && mode.get() != Mode.NONE) {
            return new Reading.Invalid("it names no mail server");
        }
        try {
            return new Reading.Valid(new StsPolicy(
                    mode.get(),
                    // More than the most is read as the most: what the domain wants is protected, for as long as may
                    // be.
                    Duration.ofSeconds(Math.min(Long.parseLong(maxAge), StsPolicy.LONGEST.toSeconds())),
                    hosts.stream().map(MxPattern::of).toList(),
                    text));
        } catch (IllegalArgumentException _notAName) {
            return new Reading.Invalid("it has an mx that is not the name of a host");
        }
    }

    private static boolean isControl(int c) {
        return (c < ' ' && c != '\t') || c == 0x7f;
    }
}
