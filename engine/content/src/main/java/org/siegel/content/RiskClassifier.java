package org.siegel.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.siegel.content.detect.HashedList;
import org.siegel.content.detect.Identifiers;
import org.siegel.content.mime.MimeWalk;
import org.siegel.content.mime.WalkLimits;
import org.siegel.content.scan.CompiledScan;
import org.siegel.content.tag.RiskTags;
import org.siegel.content.worker.Workers;
import org.siegel.policy.Correspondence;
import org.siegel.policy.OwnRules;
import org.siegel.policy.Policy;
import org.siegel.policy.Risk;

/**
 * Finds the risk class of a message by the officer's rules: tags, identifiers, words, and what could not be looked into.
 * Compiled once from a policy; immutable and safe for use by many threads. Same bytes, same risk, unless the time is up.
 */
public final class RiskClassifier {

    private final CompiledRules rules;
    private final MimeWalk walk;

    /**
     * @throws IllegalArgumentException if the policy names a detector that does not exist, or has an empty tag or word;
     *     the message says which, and what there is
     */
    public RiskClassifier(Policy policy) {
        this(policy, WalkLimits.DEFAULT, Optional.empty(), Optional.empty());
    }

    /**
     * As {@link #RiskClassifier(Policy)}, looking at no more of a message than the limits say.
     *
     * @param folder  for large attachments while they are read; private to this process
     * @param workers read PDF, old Office documents and other things; without them, such parts are not looked into
     */
    public RiskClassifier(Policy policy, WalkLimits limits, Optional<Path> folder, Optional<Workers> workers) {
        var content = policy.content();
        this.rules =
                new CompiledRules(content, policy.defaultClass(), new RiskTags(content), new CompiledScan(content));
        this.walk = new MimeWalk(limits, folder, workers);
    }

    /** The names that a policy can give to a detector, in alphabetical order. */
    public static List<String> knownDetectors() {
        return Identifiers.knownDetectors();
    }

    /**
     * Tries whether a pattern can be used, and tells what it is looked for by.
     *
     * @throws IllegalArgumentException saying why not, and what to do
     */
    public static String requireUsable(OwnRules.PatternRule rule) {
        return CompiledScan.literalOf(rule);
    }

    /**
     * Tries whether a list and its key can be read.
     *
     * @throws IllegalArgumentException saying why not
     */
    public static void requireUsable(OwnRules.ListRule rule) {
        HashedList.read(rule.file(), rule.key());
    }

    /** A subject, decoded, without the tags that the policy has taken out before the mail is sent; nothing if it has none. */
    public Optional<String> withoutTags(String subject) {
        return rules.tags().without(subject);
    }

    /**
     * Reads the message once, as a stream, and says what its risk is and why. The reasons hold counts and places, never
     * text of the message. A message that is no MIME at all has a risk too.
     *
     * @throws IOException only if the source cannot be read
     */
    public Risk classify(MessageSource source) throws IOException {
        return classify(source, Correspondence.UNKNOWN);
    }

    /** As {@link #classify(MessageSource)}, with what the envelope says about sender and recipients. */
    public Risk classify(MessageSource source, Correspondence between) throws IOException {
        return examine(source, between).risk();
    }

    /**
     * As {@link #classify(MessageSource)}, with what became of every part.
     *
     * @throws IOException only if the source cannot be read
     */
    public Examination examine(MessageSource source) throws IOException {
        return examine(source, Correspondence.UNKNOWN);
    }

    /** As {@link #examine(MessageSource)}, with what the envelope says about sender and recipients. */
    public Examination examine(MessageSource source, Correspondence between) throws IOException {
        Findings findings = new Findings(rules, between);
        try (InputStream message = source.open()) {
            walk.walk(message, findings);
        }
        return findings.examination();
    }
}
