package org.siegel.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be said of a criterion, in a form that can be said in any language.
 *
 * @param kinds  which sentences, one after the other; at least one
 * @param values what stands in the places of the first; names, numbers and words of protocols, which are the same in all
 *     languages, and what other programs said
 */
public record Remark(List<Kind> kinds, List<String> values) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    /** The sentences, in English. {@code {0}} and {@code {1}} are places for values. */
    public enum Kind {
        MX_BY_DNSSEC("MX names secured by DNSSEC"),
        MX_CONFIRMED("MX name confirmed out of band"),
        MX_BY_MTA_STS("MX name named by the domain's MTA-STS policy (enforce)"),
        MX_CORROBORATED("MX name corroborated by several resolvers"),
        MX_NOT_SECURED("the domain's MX names are not forgery-proof (no DNSSEC, no confirmed names)"),
        MX_BY_MTA_STS_ALONE(
                "the domain's MX names are not forgery-proof by DNSSEC or confirmation, and the policy does not count"
                        + " MTA-STS"),
        ADDRESS_BY_DNSSEC("address secured by DNSSEC"),
        ADDRESS_OF_CONFIRMED_NAME("address not secured; the name is confirmed out of band"),
        ADDRESS_OF_NAME_BY_MTA_STS("address not secured; the name is named by the domain's MTA-STS policy (enforce)"),
        ADDRESS_OF_CORROBORATED_NAME("address not secured; the name is corroborated by several resolvers"),
        ADDRESS_NOT_SECURED("the mail server's address is not secured by DNSSEC"),
        NO_MTA_STS("the domain has no MTA-STS policy"),
        MTA_STS_MISSING("the domain's MTA-STS policy could not be had: {0}"),
        MTA_STS_FITS("the mail server fits the domain's MTA-STS policy ({0})"),
        MTA_STS_DOES_NOT_FIT("the mail server does not fit the domain's MTA-STS policy ({0}): {1}"),
        MTA_STS_DOES_NOT_NAME(
                "the mail server does not fit the domain's MTA-STS policy ({0}): the policy does not name it"),
        CORROBORATION_NOT_ASKED("not asked for: the policy does not count it, or need not"),
        CORROBORATED("corroborated: {0} resolvers have seen the same since {1}"),
        CORROBORATED_TOO_BRIEFLY("not long enough: {0} resolvers see the same, but only since {1}"),
        CONTRADICTED("contradicted, which may be an attack: {0}"),
        CORROBORATION_UNCLEAR("too few resolvers answered: {0}"),
        TLS_ESTABLISHED("TLS established"),
        BY_DANE("DANE {0}"),
        BY_PKIX("PKIX for {0}"),
        BY_PINNED_KEY("a key that was confirmed out of band"),
        EPHEMERAL("ephemeral key exchange"),
        NOT_EPHEMERAL("no ephemeral key exchange in {0}"),
        NEGOTIATED("{0}"),
        GROUP_WITHOUT_HYBRIDS("{0}; the server gave no answer while hybrid groups (ML-KEM) were offered"),
        GROUP_ANNOUNCED("{0}, hybrid, announced by BSI"),
        GROUP_NOT_LISTED("{0}, not recommended by BSI"),
        DH_WITH("DH with {0} bit"),
        SECRET_UNDER_SERVER_KEY("none: the client's secret is sent encrypted under the server's certificate key"),
        ENCRYPT_THEN_MAC_WITH("encrypt_then_mac with {0}"),
        ENCRYPT_THEN_MAC_NOT_NEEDED("not needed with {0}"),
        NOTHING_SIGNED("the server signed nothing in the handshake"),
        SIGNATURE_NO_LONGER_LISTED("{0}, no longer recommended by BSI"),
        SERVER_KEY("server key {0}"),
        CA_KEY("CA key {0}"),
        CA_KEYS_LONG_ENOUGH("CA keys long enough"),
        CERTIFICATE_SIGNED_WITH("certificate signed with {0}"),
        CHAIN_DOES_NOT_COUNT("does not count: DANE-EE or a pinned key binds the server's key itself"),
        REVOCATION_NOT_KNOWN("not known whether it was revoked: {0}"),
        REVOCATION_DOES_NOT_COUNT("does not count: DANE or a pinned key vouches for the server"),
        REVOCATION_NOT_LOOKED_UP("not looked up: no trusted authority vouches for the certificate"),
        NOT_SEEN("not seen: {0}"),
        NOT_SEEN_WITHOUT_TLS("not seen: there was no TLS"),
        NOT_ASKED_BY_PROFILE("the profile does not ask for it"),
        /** Follows another. */
        NOT_WITHIN_TR_02102("is not within BSI TR-02102-2");

        private final String english;

        Kind(String english) {
            this.english = english;
        }

        public String english() {
            return english;
        }
    }

    /** How another language says a kind of sentence, with the same places. */
    @FunctionalInterface
    public interface Words {
        String of(Kind kind);
    }

    public Remark {
        kinds = List.copyOf(kinds);
        values = List.copyOf(values);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("A remark says something");
        }
    }

    public static Remark of(Kind kind, Object... values) {
        return new Remark(
                List.of(kind), List.of(values).stream().map(String::valueOf).toList());
    }

    /** The same, and more. */
    public Remark and(Kind further) {
        List<Kind> all = new ArrayList<>(kinds);
        all.add(further);
        return new Remark(all, values);
    }

    /** Whether that is what it says first. */
    public boolean says(Kind kind) {
        return kinds.getFirst() == kind;
    }

    public String in(Words words) {
        StringBuilder said = new StringBuilder(filled(words.of(kinds.getFirst())));
        kinds.stream().skip(1).forEach(kind -> said.append(' ').append(words.of(kind)));
        return said.toString();
    }

    private String filled(String sentence) {
        return PLACE.matcher(sentence).replaceAll(place -> {
            int number = Integer.parseInt(place.group(1));
            return Matcher.quoteReplacement(number < values.size() ? values.get(number) : place.group());
        });
    }
}
