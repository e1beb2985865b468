package org.siegel.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag in a test's source, with what it stands at.
 *
 * @param tag  such as {@code RFC7672-D4}
 * @param test such as {@code DaneRuleTest.noSecureRecordsDemandNothing}, or the class alone
 */
record TaggedTest(String tag, String test) {

    private static final Pattern TAG_OR_NAME = Pattern.compile(
            "@Tag\\(\"(?<tag>[A-Z0-9]+-[A-Z0-9]+)\"\\)|^\\s*(?:final |abstract |public )*(?:(?:class|interface) (?<type>\\w+)|void (?<method>\\w+)\\()",
            Pattern.MULTILINE);

    /** All in one source file. */
    static List<TaggedTest> in(String source) {
        List<TaggedTest> found = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        String type = "";
        Matcher matcher = TAG_OR_NAME.matcher(source);
        while (matcher.find()) {
            if (matcher.group("tag") != null) {
                waiting.add(matcher.group("tag"));
                continue;
            }
            String method = matcher.group("method");
            type = method == null ? matcher.group("type") : type;
            String test = method == null ? type : type + "." + method;
            waiting.forEach(tag -> found.add(new TaggedTest(tag, test)));
            waiting.clear();
        }
        return found;
    }
}
