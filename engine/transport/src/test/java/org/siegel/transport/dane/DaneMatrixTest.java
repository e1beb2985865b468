package org.siegel.transport.dane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.transport.dane.Hierarchy.Member.INTERMEDIATE;
import static org.siegel.transport.dane.Hierarchy.Member.LEAF;
import static org.siegel.transport.dane.Hierarchy.Member.ROOT;
import static org.siegel.transport.dane.Hierarchy.Member.STRANGER;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.siegel.policy.DomainName;
import org.siegel.transport.dane.Hierarchy.AuthorityKeyId;
import org.siegel.transport.dane.Hierarchy.Flaw;
import org.siegel.transport.dane.Hierarchy.Keys;
import org.siegel.transport.dane.Hierarchy.Member;
import org.siegel.transport.dane.Hierarchy.SubjectKeyId;

/**
 * All combinations of key identifiers, flaws, chains and TLSA parameters, in the manner of the matrix that Postfix tests its DANE
 * with. What is expected is told by an oracle that knows the rules and none of the code: it looks at the words of a case
 * (which certificate the record is of, which were sent), never at a certificate.
 */
@Tag("RFC7672-D9")
@Tag("RFC7672-D10")
@Tag("RFC7672-D11")
@Tag("TR03108P-C04")
class DaneMatrixTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final DomainName SERVER = DomainName.of(Hierarchy.SERVER);
    private static final Keys KEYS = Keys.make();

    private static final List<Integer> USAGES = List.of(0, 1, 2, 3, 4, 255);
    private static final List<Integer> SELECTORS = List.of(0, 1, 2, 255);
    private static final List<Integer> MATCHING_TYPES = List.of(0, 1, 2, 3, 255);
    private static final List<List<Member>> CHAINS = List.of(
            List.of(LEAF),
            List.of(LEAF, INTERMEDIATE),
            List.of(LEAF, INTERMEDIATE, ROOT),
            List.of(LEAF, ROOT, INTERMEDIATE),
            List.of(LEAF, ROOT),
            List.of(LEAF, LEAF),
            List.of(LEAF, STRANGER, INTERMEDIATE),
            List.of(LEAF, INTERMEDIATE, STRANGER, ROOT));

    private enum Verdict {
        /** The record cannot be used: TLS is demanded, and nobody is authenticated. */
        UNUSABLE,
        AUTHENTICATED,
        MISMATCH
    }

    private record Case(
            AuthorityKeyId authorityKeyId,
            SubjectKeyId subjectKeyId,
            Flaw flaw,
            int usage,
            int selector,
            int matchingType,
            Member recorded,
            List<Member> sent) {

        Verdict expected() {
            boolean isUsable = (usage == 2 || usage == 3) // RFC 7672 §3.1.3
                    && (selector == 0 || selector == 1) // RFC 6698 §4.1
                    && (matchingType == 0 || matchingType == 1 || matchingType == 2);
            if (!isUsable) {
                return Verdict.UNUSABLE;
            }
            boolean isMatch = usage == 3 ? recorded == LEAF : isAnchored();
            return isMatch ? Verdict.AUTHENTICATED : Verdict.MISMATCH;
        }

        /**
         * RFC 7672 §3.1.2: the anchor is sent, and a valid path for the right name leads to it. Key identifiers help to find a
         * path and are no part of its validity (RFC 5280 §4.2.1.1, §6.1), so they appear nowhere here.
         */
        private boolean isAnchored() {
            boolean isSent = sent.contains(recorded);
            boolean isComplete = switch (recorded) {
                case INTERMEDIATE -> true;
                case ROOT -> sent.contains(INTERMEDIATE);
                case LEAF, STRANGER -> false; // it signed nothing here
            };
            return isSent && isComplete && !flawsThatMatter().contains(flaw);
        }

        private Set<Flaw> flawsThatMatter() {
            Set<Flaw> always = Set.of(
                    Flaw.LEAF_EXPIRED,
                    Flaw.LEAF_EARLY,
                    Flaw.LEAF_FOR_ANOTHER_NAME,
                    Flaw.LEAF_SIGNED_BY_ANOTHER_KEY,
                    Flaw.INTERMEDIATE_EXPIRED,
                    Flaw.INTERMEDIATE_NO_AUTHORITY);
            // Who signed the anchor, and how, is nobody's business.
            return recorded == INTERMEDIATE ? always : EnumSet.range(Flaw.LEAF_EXPIRED, Flaw.ROOT_WITHOUT_ROOM_BELOW);
        }
    }

    @Test
    void everyCombinationOfKeyIdentifiersAndParametersIsAsTheRulesHaveIt() {
        int cases = 0;
        for (AuthorityKeyId authorityKeyId : AuthorityKeyId.values()) {
            for (SubjectKeyId subjectKeyId : SubjectKeyId.values()) {
                cases += all(authorityKeyId, subjectKeyId, Flaw.NONE);
            }
        }
        assertThat(cases).isEqualTo(12 * USAGES.size() * SELECTORS.size() * MATCHING_TYPES.size() * 4 * CHAINS.size());
    }

    @Test
    void everyFlawCountsWhereTheRulesHaveIt() {
        for (Flaw flaw : Flaw.values()) {
            assertThat(all(AuthorityKeyId.KEY_ID, SubjectKeyId.PRESENT, flaw)).isPositive();
        }
    }

    /** @return how many cases there were */
    private static int all(AuthorityKeyId authorityKeyId, SubjectKeyId subjectKeyId, Flaw flaw) {
        Hierarchy hierarchy = Hierarchy.of(KEYS, authorityKeyId, subjectKeyId, flaw, NOW);
        List<String> wrong = new ArrayList<>();
        int[] count = {0};
        each(authorityKeyId, subjectKeyId, flaw, one -> {
            count[0]++;
            Verdict found = judged(one, hierarchy);
            if (found != one.expected()) {
                wrong.add(one + ": " + found + " instead of " + one.expected());
            }
        });
        assertThat(wrong).isEmpty();
        return count[0];
    }

    private static void each(AuthorityKeyId authority, SubjectKeyId subject, Flaw flaw, Consumer<Case> judging) {
        for (int usage : USAGES) {
            for (int selector : SELECTORS) {
                for (int matching : MATCHING_TYPES) {
                    for (Member recorded : Member.values()) {
                        for (List<Member> sent : CHAINS) {
                            judging.accept(
                                    new Case(authority, subject, flaw, usage, selector, matching, recorded, sent));
                        }
                    }
                }
            }
        }
    }

    private static Verdict judged(Case one, Hierarchy hierarchy) {
        TlsaRecord record = TlsaRecord.of(
                one.usage(),
                one.selector(),
                one.matchingType(),
                data(one.selector(), one.matchingType(), hierarchy.of(one.recorded())));
        return judged(List.of(record), hierarchy.chain(one.sent()));
    }

    private static Verdict judged(List<TlsaRecord> records, List<X509Certificate> chain) {
        return switch (DaneRule.demandFor(new TlsaLookup.Secure(SERVER, records))) {
            case TlsDemand.Encrypted() -> Verdict.UNUSABLE;
            case TlsDemand.Authenticated(var usable) ->
                DaneVerifier.match(usable, chain, Set.of(SERVER), NOW).isPresent()
                        ? Verdict.AUTHENTICATED
                        : Verdict.MISMATCH;
            case TlsDemand.None() -> throw new AssertionError("secure records demand something");
            case TlsDemand.SkipHost(var reason) -> throw new AssertionError(reason);
        };
    }

    /** RFC 6698 §2.1, with the key cut out of the certificate by its place in it (RFC 5280 §4.1). */
    private static byte[] data(int selector, int matching, X509Certificate certificate) {
        try {
            byte[] encoded = certificate.getEncoded();
            ASN1Sequence signed =
                    ASN1Sequence.getInstance(ASN1Sequence.getInstance(encoded).getObjectAt(0));
            byte[] selected =
                    selector == 1 ? signed.getObjectAt(6).toASN1Primitive().getEncoded("DER") : encoded;
            return switch (matching) {
                case 1 -> MessageDigest.getInstance("SHA-256").digest(selected);
                case 2 -> MessageDigest.getInstance("SHA-512").digest(selected);
                default -> selected;
            };
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Two records in any order, one or both or none of them right: the right one counts unless a stronger digest of the same usage
     * and selector is there (RFC 7671 §9).
     */
    @Test
    @Tag("RFC7672-D14")
    void ofTwoRecordsTheRightOneCountsUnlessAStrongerOneSilencesIt() {
        Hierarchy hierarchy = Hierarchy.of(KEYS, AuthorityKeyId.KEY_ID, SubjectKeyId.PRESENT, Flaw.NONE, NOW);
        List<X509Certificate> chain = hierarchy.chain(List.of(LEAF, INTERMEDIATE, ROOT));
        List<Half> halves = new ArrayList<>();
        for (int usage : List.of(1, 2, 3)) {
            for (int selector : List.of(0, 1)) {
                for (int matching : List.of(0, 1, 2)) {
                    halves.add(new Half(usage, selector, matching, true));
                    halves.add(new Half(usage, selector, matching, false));
                }
            }
        }
        List<String> wrong = new ArrayList<>();
        for (Half one : halves) {
            for (Half other : halves) {
                Verdict found = judged(List.of(one.record(hierarchy), other.record(hierarchy)), chain);
                Verdict expected = !one.isUsable() && !other.isUsable()
                        ? Verdict.UNUSABLE
                        : one.countsBeside(other) || other.countsBeside(one) ? Verdict.AUTHENTICATED : Verdict.MISMATCH;
                if (found != expected) {
                    wrong.add(one + " and " + other + ": " + found + " instead of " + expected);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(halves.size() * halves.size()).isEqualTo(1_296);
    }

    private record Half(int usage, int selector, int matching, boolean isRight) {

        boolean isUsable() {
            return usage != 1;
        }

        boolean countsBeside(Half other) {
            boolean isSilenced =
                    other.usage == usage && other.selector == selector && matching != 0 && other.matching > matching;
            return isUsable() && isRight && !isSilenced;
        }

        TlsaRecord record(Hierarchy hierarchy) {
            Member right = usage == 2 ? ROOT : LEAF;
            return TlsaRecord.of(
                    usage, selector, matching, data(selector, matching, hierarchy.of(isRight ? right : STRANGER)));
        }
    }

    /** That the oracle can say all there is to say, and says each often enough to mean something. */
    @Test
    void theOracleIsNotOfOneMind() {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Flaw flaw : Flaw.values()) {
            each(
                    AuthorityKeyId.KEY_ID,
                    SubjectKeyId.PRESENT,
                    flaw,
                    one -> counts.merge(one.expected(), 1, Integer::sum));
        }
        assertThat(Arrays.asList(Verdict.values()))
                .allSatisfy(verdict -> assertThat(counts.get(verdict)).isGreaterThan(300));
    }
}
