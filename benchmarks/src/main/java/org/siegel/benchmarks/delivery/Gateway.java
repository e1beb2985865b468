package org.siegel.benchmarks.delivery;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.siegel.demo.ConfFolder;
import org.siegel.demo.Distribution;
import org.siegel.demo.GatewayProcess;
import org.siegel.demo.Office;
import org.siegel.demo.World;

/** The gateway's process: with the shipped pipeline, or with stock James's mailets in its place. */
final class Gateway implements Side {

    private static final String LONG_DELAY = "<delayTime>2 h</delayTime>";

    private final String name;
    private final String durability;
    private final Path home;
    private final GatewayProcess process;

    private Gateway(String name, String durability, Path home, GatewayProcess process) {
        this.name = name;
        this.durability = durability;
        this.home = home;
        this.process = process;
    }

    /** The shipped pipeline. */
    static Gateway siegel(World world, Path home) {
        furnishSiegel(world, home);
        return siegelIn(home);
    }

    /** The shipped configuration; what is deferred waits long. */
    static void furnishSiegel(World world, Path home) {
        furnish(world, home).edit("mailetcontainer.xml", "<delayTime>1 s</delayTime>", LONG_DELAY);
    }

    /** In a folder that was furnished before. */
    static Gateway siegelIn(Path home) {
        return new Gateway(
                "siegel",
                "two forced writes for a mail (spool before 250, outgoing), and its evidence",
                home,
                GatewayProcess.start(Distribution.here(), home));
    }

    /** James 3.8.1 with its own queue in memory, and RemoteDelivery with STARTTLS. */
    static Gateway james(World world, Path home, String host, int port) throws IOException {
        ConfFolder conf = furnish(world, home);
        conf.write("mailetcontainer.xml", stock(host, port));
        conf.withoutExtension();
        Path roots = home.resolve("roots.p12");
        writeTrustStore(world, roots);
        return new Gateway(
                "james-tls",
                "none: the queues are in memory",
                home,
                GatewayProcess.startOther(
                        Distribution.here(),
                        home,
                        beside("") + File.pathSeparator + beside("../stock-james") + "/*",
                        StockJames.class.getName(),
                        "-Djavax.net.ssl.trustStore=" + roots,
                        "-Djavax.net.ssl.trustStoreType=PKCS12",
                        "-Djavax.net.ssl.trustStorePassword=changeit"));
    }

    private static ConfFolder furnish(World world, Path home) {
        return Office.furnish(Distribution.here(), home, world, LocalDate.now(ZoneId.systemDefault()));
    }

    /** Our own jar, or what the build has put beside its folder. */
    private static String beside(String name) throws IOException {
        try {
            Path jar = Path.of(Gateway.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return (name.isEmpty() ? jar : jar.resolveSibling(name)).toString();
        } catch (URISyntaxException e) {
            throw new IOException("the benchmark does not find itself", e);
        }
    }

    private static void writeTrustStore(World world, Path file) throws IOException {
        try (var out = Files.newOutputStream(file);
                var pem = new ByteArrayInputStream(world.authority().rootPem().getBytes(StandardCharsets.US_ASCII))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            store.store(out, "changeit".toCharArray());
        } catch (CertificateException e) {
            throw new IOException("the root certificate cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IOException("the trust store cannot be written", e);
        }
    }

    private static String stock(String host, int port) throws IOException {
        try (var in = Gateway.class.getResourceAsStream("stock-tls-mailetcontainer.xml")) {
            if (in == null) {
                throw new IOException("stock-tls-mailetcontainer.xml is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("HOST", host)
                    .replace("PORT", Integer.toString(port));
        }
    }

    /** Its working directory. */
    Path home() {
        return home;
    }

    /** What is alive in its heap after a collection. */
    long heapAliveMiB() throws IOException, InterruptedException {
        return process.heapAliveMiB();
    }

    /** Stops it as an administrator does. */
    void stop() {
        process.stop();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return process.smtpPort();
    }

    @Override
    public String durability() {
        return durability;
    }

    @Override
    public List<Long> processes() {
        return List.of(process.pid());
    }

    @Override
    public void close() {
        process.close();
    }
}
