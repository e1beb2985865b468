package org.siegel.james;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.siegel.mailets.asking.page.Network;
import org.siegel.policy.DomainName;

/**
 * How senders answer questions, as the administrator set it.
 *
 * @param page        empty if there is no page
 * @param replyDomain empty if senders cannot answer by mail
 */
public record AskSettings(Optional<Page> page, Optional<String> replyDomain) {

    private static final int PORT = 8443;

    /**
     * The page on which senders decide.
     *
     * @param url      under which senders reach it, ending in a slash
     * @param address  where it listens
     * @param identity empty behind a web server of this machine
     * @param networks whose addresses are served; all if there are none
     * @param signIn   who must sign in by a code that is sent to the sender's mailbox
     */
    public record Page(
            URI url,
            InetSocketAddress address,
            Optional<Identity> identity,
            List<Network> networks,
            SignInWish signIn) {}

    /** Who must sign in. */
    public enum SignInWish {
        /** Nobody. */
        NEVER,
        /** Who does not come from the networks; they are let in by it. */
        OUTSIDE,
        /** Everybody; who does not come from the networks is not let in. */
        ALWAYS
    }

    /** A certificate with its key, in PEM files. */
    public record Identity(Path certificates, Path privateKey) {}

    static AskSettings of(SettingsFile settings, Path home) {
        Optional<URI> url = settings.value("ask.url", AskSettings::url);
        InetAddress bind = settings.value("ask.bind", Settings::address).orElseGet(() -> Settings.address("0.0.0.0"));
        int port = settings.number("ask.port", 0, 65_535, PORT);
        Optional<Path> certificates = settings.text("ask.certificate").map(home::resolve);
        Optional<Path> key = settings.text("ask.private-key").map(home::resolve);
        if (certificates.isPresent() != key.isPresent()) {
            throw settings.wrong("ask.certificate", "and ask.private-key belong together; set both or none");
        }
        List<Network> networks =
                settings.value("ask.networks", AskSettings::networks).orElse(List.of());
        if (certificates.isEmpty() && !networks.isEmpty()) {
            throw settings.wrong(
                    "ask.networks", "needs ask.certificate: behind another web server all requests come from that");
        }
        SignInWish signIn = settings.value("ask.sign-in", AskSettings::signIn).orElse(SignInWish.NEVER);
        if (signIn == SignInWish.OUTSIDE && networks.isEmpty()) {
            throw settings.wrong(
                    "ask.sign-in", "cannot be outside without ask.networks: nobody is outside; set those, or always");
        }
        return new AskSettings(
                url.map(base -> new Page(
                        base,
                        new InetSocketAddress(bind, port),
                        certificates.map(file -> new Identity(file, key.orElseThrow())),
                        networks,
                        signIn)),
                settings.value("ask.reply-domain", text -> DomainName.of(text).ascii()));
    }

    private static SignInWish signIn(String text) {
        return switch (text) {
            case "never" -> SignInWish.NEVER;
            case "outside" -> SignInWish.OUTSIDE;
            case "always" -> SignInWish.ALWAYS;
            default -> throw new IllegalArgumentException("it must be never, outside or always");
        };
    }

    private static List<Network> networks(String text) {
        return Arrays.stream(text.split("[\\s,]+")).map(AskSettings::network).toList();
    }

    private static Network network(String text) {
        String[] parts = text.split("/", 2);
        if (parts.length != 2 || !parts[1].matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("it must be networks such as 10.0.0.0/8, 2001:db8::/32");
        }
        return new Network(Settings.address(parts[0]), Integer.parseInt(parts[1]));
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text.endsWith("/") ? text : text + "/");
            if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null || url.getQuery() != null) {
                throw new IllegalArgumentException("it must be an address such as https://post.example.org:8443/");
            }
            return url;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it must be an address such as https://post.example.org:8443/", e);
        }
    }
}
