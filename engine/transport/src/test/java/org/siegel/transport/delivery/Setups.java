package org.siegel.transport.delivery;

import static org.siegel.policy.TransportGrade.NONE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.KeyKind;
import org.siegel.transport.interop.Receiver;

/** Somebody else's mail server in many set-ups, each at an address of its own and the only server of a signed domain. */
final class Setups {

    private final Map<KeyKind, Identity> identities = new HashMap<>();
    private final List<Setup> all;
    private final int network;

    /**
     * These.
     *
     * @param network their addresses are 127.0.{@code network}.1 and up
     */
    Setups(int network, List<Setup> all) {
        this.network = network;
        this.all = List.copyOf(all);
    }

    /**
     * One way to set it up.
     *
     * @param practical what it is worth with the profile bsi-practical
     * @param strict    with bsi-2026-strict
     * @param options   in the server's own words
     */
    record Setup(String name, KeyKind key, TransportGrade practical, TransportGrade strict, List<String> options) {
        Setup {
            options = List.copyOf(options);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    List<Setup> all() {
        return all;
    }

    String address(Setup setup) {
        return "127.0." + network + "." + (all.indexOf(setup) + 1);
    }

    /** Key and chain in one file. */
    Path pem(Path directory, Setup setup) throws IOException {
        Identity identity = identities.computeIfAbsent(
                setup.key(),
                key -> Network.AUTHORITY.plan("mx1.setup.test").key(key).issue());
        Path key = directory.resolve("key.pem");
        Path chain = directory.resolve("chain.pem");
        identity.writePem(chain, key);
        return Files.writeString(
                directory.resolve(setup.name() + ".pem"), Files.readString(key) + Files.readString(chain));
    }

    /** Of all of them. After {@link #pem}. */
    Network network(Receiver server, String profile) {
        Network world = new Network().at(server.port()).judging(profile);
        return world.zones(zones -> {
            for (Setup setup : all) {
                Stream<String> records = Stream.of("@ MX 10 mx1", "mx1 A " + address(setup));
                // Where there is no TLS a TLSA record would forbid delivery.
                Stream<String> tlsa = setup.practical() == NONE
                        ? Stream.empty()
                        : Stream.of(world.daneEe("mx1", identities.get(setup.key())));
                zones.signed(
                        setup.name() + ".test", Stream.concat(records, tlsa).toArray(String[]::new));
            }
            return zones;
        });
    }

    /** What is said of it: the grade, then why. */
    static String verdict(Network network, Receiver server, Setup setup) {
        Verdict verdict = network.transport().predictions().verdict(DomainName.of(setup.name() + ".test"));
        return switch (verdict.hosts().getFirst().standing()) {
            case MxVerdict.Reaches(var grade, var _facts, var why) -> grade + ": " + why;
            case MxVerdict.Standing other -> other + server.log();
        };
    }
}
