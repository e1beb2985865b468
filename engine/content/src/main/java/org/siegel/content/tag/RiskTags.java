package org.siegel.content.tag;

import java.util.List;
import java.util.stream.Stream;
import org.siegel.content.mime.EncodedWords;
import org.siegel.policy.ContentRules;
import org.siegel.policy.RiskReason;

/** The risk tags that the officer's rules know, looked for in the header of the outermost message. Immutable. */
public final class RiskTags {

    private final SubjectTags subjectTags;
    private final HeaderTags headerTags;

    public RiskTags(ContentRules rules) {
        this.subjectTags = new SubjectTags(rules.subjectTags());
        this.headerTags = new HeaderTags(rules.headers());
    }

    /**
     * The tags in one header field; empty for any other field.
     *
     * @param body unfolded, encoded-words not yet decoded
     */
    public List<RiskReason> in(String fieldName, String body) {
        String decoded = EncodedWords.decode(body);
        Stream<RiskReason> ofSubject =
                fieldName.equalsIgnoreCase("subject") ? subjectTags.in(decoded).stream() : Stream.empty();
        return Stream.concat(ofSubject, headerTags.in(fieldName, decoded).stream())
                .toList();
    }
}
