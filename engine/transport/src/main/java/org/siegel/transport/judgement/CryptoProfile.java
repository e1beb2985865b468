package org.siegel.transport.judgement;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.siegel.policy.Criterion;

/**
 * A crypto profile: which rows of an edition of BSI TR-02102-2 are required, which only reported. A data file each.
 */
public final class CryptoProfile {

    /** The names of the profiles that come with this version. */
    public static final List<String> NAMES = List.of("bsi-2026-strict", "bsi-practical", "dsk-mandatory");

    private static final Set<Criterion> CRITERIA = Set.of(
            Criterion.VERSION,
            Criterion.CIPHER_SUITE,
            Criterion.FORWARD_SECRECY,
            Criterion.KEY_EXCHANGE_GROUP,
            Criterion.ENCRYPT_THEN_MAC,
            Criterion.EXTENDED_MASTER_SECRET,
            Criterion.HANDSHAKE_SIGNATURE,
            Criterion.LEAF_KEY,
            Criterion.CHAIN_SIGNATURE,
            Criterion.CHAIN_KEYS,
            Criterion.REVOCATION);

    /** What not fulfilling a criterion means. */
    enum Level {
        REQUIRED,
        REPORTED,
        IGNORED
    }

    private final String name;
    private final String edition;
    private final CryptoTable table;
    private final Map<Criterion, Level> levels;
    private final Set<String> acceptedGroups;
    private final Set<String> acceptedSignatures;
    private final Set<String> refusedHashes;
    private final int rsaBits;
    private final int ecBits;
    private final int dhBits;

    private CryptoProfile(String name, Properties data) {
        this.name = name;
        this.edition = value(data, "edition");
        this.table = CryptoTable.load(value(data, "table"));
        this.levels = CRITERIA.stream()
                .collect(Collectors.toUnmodifiableMap(
                        criterion -> criterion,
                        criterion ->
                                Level.valueOf(value(data, criterion.label()).toUpperCase(Locale.ROOT))));
        this.acceptedGroups = list(data, "accepted-groups");
        this.acceptedSignatures = list(data, "accepted-handshake-signatures");
        this.refusedHashes = list(data, "refused-chain-hashes");
        this.rsaBits = Integer.parseInt(value(data, "rsa-bits"));
        this.ecBits = Integer.parseInt(value(data, "ec-bits"));
        this.dhBits = Integer.parseInt(value(data, "dh-bits"));
    }

    /**
     * The profile of that name.
     *
     * @throws IllegalArgumentException naming the profiles that exist
     */
    public static CryptoProfile named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a crypto profile; use one of " + String.join(", ", NAMES));
        }
        Properties data = new Properties();
        try {
            data.load(new StringReader(Resources.text(name + ".properties")));
        } catch (IOException e) {
            throw new IllegalStateException("Profile " + name + " cannot be read", e);
        }
        return new CryptoProfile(name, data);
    }

    private static String value(Properties data, String key) {
        String value = data.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("A crypto profile lacks '" + key + "'");
        }
        return value.strip();
    }

    private static Set<String> list(Properties data, String key) {
        return Arrays.stream(value(data, key).split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The name with its edition, for evidence, such as {@code bsi-practical 2026-01}. */
    public String label() {
        return name + " " + edition;
    }

    CryptoTable table() {
        return table;
    }

    Level level(Criterion criterion) {
        return levels.getOrDefault(criterion, Level.IGNORED);
    }

    boolean acceptsGroup(String group) {
        return acceptedGroups.contains(group);
    }

    boolean acceptsSignature(String scheme) {
        return acceptedSignatures.contains(scheme);
    }

    Set<String> refusedHashes() {
        return refusedHashes;
    }

    int rsaBits() {
        return rsaBits;
    }

    int ecBits() {
        return ecBits;
    }

    int dhBits() {
        return dhBits;
    }
}
