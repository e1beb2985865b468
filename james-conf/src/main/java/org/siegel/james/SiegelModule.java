package org.siegel.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.james.filesystem.api.FileSystem;
import org.siegel.content.RiskClassifier;
import org.siegel.content.mime.WalkLimits;
import org.siegel.james.policy.PolicyReader;
import org.siegel.mailets.delivery.AttemptLog;
import org.siegel.mailets.delivery.OutgoingDeliveries;
import org.siegel.mailets.sealing.PasswordHandOver;
import org.siegel.mailets.sealing.Sealer;
import org.siegel.matchers.Ambience;
import org.siegel.matchers.Decider;
import org.siegel.matchers.WorkFolder;
import org.siegel.policy.DomainException;
import org.siegel.policy.PinnedMx;
import org.siegel.policy.Policy;
import org.siegel.sealing.Sealing;
import org.siegel.store.EvidenceLog;
import org.siegel.store.MxSightingStore;
import org.siegel.store.PasswordStore;
import org.siegel.store.SecretBox;
import org.siegel.store.Store;
import org.siegel.transport.corroboration.CorroborationSource;
import org.siegel.transport.delivery.Predictions;
import org.siegel.transport.delivery.Transport;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.mtasts.StsPolicies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where Siegel is put together. James loads it from {@code extensions-jars/} when
 * {@code extensions.properties} names it: {@code guice.extension.module=org.siegel.james.SiegelModule}.
 */
public final class SiegelModule extends AbstractModule {

    private static final Logger LOGGER = LoggerFactory.getLogger(SiegelModule.class);
    private static final int SEALED_AT_ONCE = 2;

    // Not bound: James binds such types itself, and an extension cannot bind them again.
    private final Clock clock = Clock.system(ZoneId.systemDefault());
    private final SecureRandom random = new SecureRandom();
    private final Regular regular = new Regular();

    /** James makes it. */
    public SiegelModule() {}

    @Provides
    @Singleton
    Ambience ambience() {
        return new Ambience(clock, random);
    }

    @Provides
    @Singleton
    Settings settings(FileSystem files) throws FileNotFoundException {
        Path home = files.getBasedir().toPath().toAbsolutePath().normalize();
        return Settings.read(configuration(files, "siegel.properties"), home);
    }

    @Provides
    @Singleton
    Policy policy(FileSystem files) throws FileNotFoundException {
        Path file = configuration(files, "adaptive-encryption.xml");
        Policy policy = PolicyReader.read(file);
        for (DomainException expired : policy.expiredExceptions(clock)) {
            LOGGER.warn(
                    "{}: the exception for {} ended on {} and has no effect any more. Remove it, or renew it with the"
                            + " data protection officer.",
                    file,
                    expired.domain(),
                    expired.until());
        }
        for (PinnedMx expired : policy.transport().expiredPins(LocalDate.now(clock))) {
            LOGGER.warn(
                    "{}: what is pinned for {} ended on {} and has no effect any more. Have it confirmed again, or remove it.",
                    file,
                    expired.domain(),
                    expired.until());
        }
        LOGGER.info("Policy edition {} of {} is in force", policy.edition(), policy.organisation());
        return policy;
    }

    private static Path configuration(FileSystem files, String name) throws FileNotFoundException {
        return files.getFile(FileSystem.FILE_PROTOCOL_AND_CONF + name).toPath();
    }

    @Provides
    @Singleton
    WorkFolder workFolder(Settings settings) {
        return WorkFolder.prepare(settings.workFolder());
    }

    @Provides
    @Singleton
    RiskClassifier riskClassifier(Policy policy, WorkFolder folder) {
        return new RiskClassifier(policy, WalkLimits.DEFAULT, Optional.of(folder.path()));
    }

    @Provides
    @Singleton
    ValidatingDns dns(Settings settings) {
        return TransportComposition.dns(settings, clock);
    }

    @Provides
    @Singleton
    StsPolicies mtaSts(Policy policy, Settings settings, ValidatingDns dns, Store store) {
        StsPolicies policies = TransportComposition.mtaSts(
                policy.transport(), settings, dns, new StoredPolicyMemory(store.stsPolicies()), random, clock);
        regular.repeat("fetch MTA-STS policies anew", Duration.ofMinutes(10), policies::refresh);
        return policies;
    }

    @Provides
    @Singleton
    Transport transport(Policy policy, Settings settings, ValidatingDns dns, StsPolicies mtaSts, Store store) {
        MxSightingStore sightings = store.mxSightings();
        regular.daily("remove old sightings of mail servers", () -> sightings.sweep(clock.instant()));
        CorroborationSource corroboration = TransportComposition.corroboration(
                policy.transport(), settings, new StoredSightingMemory(sightings), clock);
        return TransportComposition.transport(policy.transport(), settings, dns, mtaSts, corroboration, random, clock);
    }

    @Provides
    @Singleton
    Predictions predictions(Transport transport) {
        return transport.predictions();
    }

    @Provides
    @Singleton
    Decider decider(Policy policy, Predictions predictions) {
        return new Decider(policy, predictions, clock);
    }

    @Provides
    @Singleton
    Store store(Settings settings) {
        // Not closed at the end: deliveries under way still record what they did, and every record is on the disk
        // already.
        return Store.open(
                settings.database(), settings.nodeName().orElseGet(TransportComposition::thisMachine), clock, random);
    }

    @Provides
    @Singleton
    EvidenceLog evidence(Store store, Settings settings) {
        EvidenceLog evidence = store.evidence();
        settings.evidenceRetention()
                .ifPresent(kept -> regular.daily("remove old evidence", () -> {
                    long removed = evidence.removeBefore(clock.instant().minus(kept));
                    if (removed > 0) {
                        LOGGER.info("Removed {} records of evidence older than {} days", removed, kept.toDays());
                    }
                }));
        return evidence;
    }

    @Provides
    @Singleton
    PasswordStore passwords(Store store, Settings settings) {
        PasswordStore passwords = store.passwords(SecretBox.openOrCreate(settings.keyFile(), random));
        regular.daily("remove expired passwords", passwords::sweep);
        return passwords;
    }

    @Provides
    @Singleton
    AttemptLog attempts(EvidenceLog evidence, Policy policy, Transport transport) {
        return new AttemptLog(
                evidence, policy, transport.judge().qualifiedProfile().label(), clock);
    }

    @Provides
    @Singleton
    OutgoingDeliveries deliveries(Policy policy, Transport transport, AttemptLog attempts, WorkFolder folder) {
        return new OutgoingDeliveries(policy, transport, attempts, folder, random, clock);
    }

    @Provides
    @Singleton
    Sealing sealing(WorkFolder folder) throws IOException {
        Sealing.sweep(folder.path());
        return new Sealing(random, clock, SEALED_AT_ONCE);
    }

    @Provides
    @Singleton
    Sealer sealer(Policy policy, Sealing sealing, PasswordStore passwords, Settings settings, WorkFolder folder) {
        return new Sealer(policy, sealing, passwords, settings.passwordValidity(), folder, random, clock);
    }

    @Provides
    @Singleton
    PasswordHandOver handOver(PasswordStore passwords, WorkFolder folder) {
        return new PasswordHandOver(passwords, folder, random, clock);
    }
}
