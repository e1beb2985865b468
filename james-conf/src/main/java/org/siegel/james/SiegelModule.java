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
import java.util.function.Supplier;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailQueueFactory;
import org.siegel.content.RiskClassifier;
import org.siegel.content.worker.Workers;
import org.siegel.james.policy.PolicyReader;
import org.siegel.mailets.asking.AnswerWays;
import org.siegel.mailets.asking.Answering;
import org.siegel.mailets.asking.DecisionCarrier;
import org.siegel.mailets.asking.HeldMails;
import org.siegel.mailets.asking.MailedAnswers;
import org.siegel.mailets.asking.Offers;
import org.siegel.mailets.asking.Remembering;
import org.siegel.mailets.asking.ServerWatch;
import org.siegel.mailets.asking.SignIn;
import org.siegel.mailets.asking.Tally;
import org.siegel.mailets.asking.page.AnswerServer;
import org.siegel.mailets.asking.page.PageCertificate;
import org.siegel.mailets.asking.page.SignInDemand;
import org.siegel.mailets.delivery.AttemptLog;
import org.siegel.mailets.delivery.OutgoingDeliveries;
import org.siegel.mailets.delivery.RefusedContainers;
import org.siegel.mailets.notice.SubjectBeforeSealing;
import org.siegel.mailets.reporting.TlsReporting;
import org.siegel.mailets.sealing.PasswordChoice;
import org.siegel.mailets.sealing.PasswordHandOver;
import org.siegel.mailets.sealing.SealedOriginal;
import org.siegel.mailets.sealing.Sealer;
import org.siegel.mailets.sealing.SealingGroups;
import org.siegel.mailets.sealing.Splitting;
import org.siegel.mailets.sealing.TextMessages;
import org.siegel.mailets.summary.Summaries;
import org.siegel.mailets.summary.SummarySettings;
import org.siegel.matchers.Ambience;
import org.siegel.matchers.AnswerDomain;
import org.siegel.matchers.Decider;
import org.siegel.matchers.PromptPredictions;
import org.siegel.matchers.WorkFolder;
import org.siegel.policy.DomainException;
import org.siegel.policy.PinnedMx;
import org.siegel.policy.Policy;
import org.siegel.policy.TransportRules;
import org.siegel.sealing.Sealing;
import org.siegel.sealing.cover.CoverTemplates;
import org.siegel.sealing.password.PassphraseGenerator;
import org.siegel.sealing.password.WordList;
import org.siegel.store.AnswerMemory;
import org.siegel.store.ContainerRefusalStore;
import org.siegel.store.EvidenceLog;
import org.siegel.store.GradeMemoryStore;
import org.siegel.store.KeySource;
import org.siegel.store.MxSightingStore;
import org.siegel.store.PasswordStore;
import org.siegel.store.QuestionStore;
import org.siegel.store.RecipientSecretStore;
import org.siegel.store.SecretBox;
import org.siegel.store.SignInStore;
import org.siegel.store.Store;
import org.siegel.transport.corroboration.CorroborationSource;
import org.siegel.transport.delivery.Predictions;
import org.siegel.transport.delivery.Transport;
import org.siegel.transport.dns.DnssecSelfTest;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.downgrade.GradeWatch;
import org.siegel.transport.judgement.CryptoProfile;
import org.siegel.transport.mtasts.RecentPolicies;
import org.siegel.transport.mtasts.StsPolicies;
import org.siegel.transport.tlsrpt.ReportWishes;
import org.siegel.transport.tlsrpt.TlsSessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where Siegel is put together. James loads it from {@code extensions-jars/} when
 * {@code extensions.properties} names it: {@code guice.extension.module=org.siegel.james.SiegelModule}.
 */
public final class SiegelModule extends AbstractModule {

    private static final Logger LOGGER = LoggerFactory.getLogger(SiegelModule.class);
    private static final int SEALED_AT_ONCE = 2;
    private static final int LOOKED_AT_AGAIN = 100;

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
        Path file = configuration(files, "siegel.properties");
        return aloud(() -> Settings.read(file, home));
    }

    @Provides
    @Singleton
    Policy policy(FileSystem files) throws FileNotFoundException {
        Path file = configuration(files, "adaptive-encryption.xml");
        Policy policy = aloud(() -> PolicyReader.read(file));
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

    /**
     * Says what stops the start. James 3.8's Guice cannot read classes for Java 21, so where one of them throws it complains of their
     * "class file major version" in the place of what was thrown.
     */
    private static <T> T aloud(Supplier<T> making) {
        try {
            return making.get();
        } catch (RuntimeException e) {
            LOGGER.error("Siegel does not start: {}", e.getMessage());
            throw e;
        }
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
    RiskClassifier riskClassifier(Policy policy, Settings settings, WorkFolder folder, DocumentWorkers workers) {
        return new RiskClassifier(policy, settings.scanLimits(), Optional.of(folder.path()), workers.running());
    }

    @Provides
    @Singleton
    DocumentWorkers documentWorkers(Settings settings, WorkFolder folder) throws IOException {
        Workers.sweep(folder.path());
        DocumentWorkers workers = DocumentWorkers.of(
                settings.worker().map(each -> each.in(folder.path())), trouble -> LOGGER.error("{}", trouble));
        if (workers.running().isEmpty()) {
            LOGGER.warn(
                    "worker.jar is not set: PDF, old Office documents, 7z and the like are not read. Such parts have"
                            + " the class that the policy gives to what is not scanned");
        }
        workers.running().ifPresent(Workers::warm);
        return workers;
    }

    @Provides
    @Singleton
    ValidatingDns dns(Settings settings, DnssecSelfTest test) {
        Thread.startVirtualThread(() -> test.trouble()
                .ifPresent(trouble -> LOGGER.error("DNSSEC: {}. GET /healthcheck tells when it is mended", trouble)));
        return TransportComposition.dns(settings, clock);
    }

    @Provides
    @Singleton
    DnssecSelfTest dnssecSelfTest(Settings settings) {
        return TransportComposition.dnssecSelfTest(settings, clock);
    }

    @Provides
    @Singleton
    StsPolicies mtaSts(Policy policy, Settings settings, ValidatingDns dns, Store store) {
        StsPolicies policies = TransportComposition.mtaSts(
                policy.transport(),
                settings,
                dns,
                new RecentPolicies(new StoredPolicyMemory(store.stsPolicies()), clock),
                random,
                clock);
        regular.repeat("fetch MTA-STS policies anew", Duration.ofMinutes(10), policies::refresh);
        return policies;
    }

    @Provides
    @Singleton
    GradeWatch gradeWatch(Policy policy, Settings settings, Store store, MetricFactory metrics) {
        TransportRules rules = policy.transport();
        GradeMemoryStore grades = store.grades();
        GradeWatch watch = new GradeWatch(
                new StoredGradeMemory(grades),
                GradeWatch.basis(
                        rules, CryptoProfile.named(rules.qualifiedProfile()).label()),
                metrics.generate("siegelDowngrades")::increment,
                clock);
        ConfirmationNotes notes = new ConfirmationNotes(settings.confirmations());
        regular.repeat("take confirmations of downgrades", Duration.ofSeconds(5), () -> notes.take(watch));
        regular.daily("forget grades of domains long not written to", () -> grades.sweep(clock.instant()));
        return watch;
    }

    /** Empty if no reports are sent. */
    @Provides
    @Singleton
    Optional<TlsReporting> reporting(Settings settings, ValidatingDns dns, Store store) {
        Optional<TlsReporting> reporting = settings.reporting()
                .map(from -> new TlsReporting(
                        from,
                        store.tlsReports(),
                        new ReportWishes(dns),
                        TransportComposition.reportUpload(settings, dns, random, clock),
                        random,
                        clock));
        reporting.ifPresent(reports -> {
            regular.repeat("report about TLS", Duration.ofMinutes(1), reports::work);
            regular.daily("forget what was reported about TLS", reports::sweep);
        });
        return reporting;
    }

    @Provides
    @Singleton
    TlsSessions sessions(Optional<TlsReporting> reporting) {
        return reporting.map(TlsReporting::sessions).orElseGet(TlsSessions::none);
    }

    @Provides
    @Singleton
    Transport transport(
            Policy policy,
            Settings settings,
            ValidatingDns dns,
            StsPolicies mtaSts,
            GradeWatch watch,
            Store store,
            TlsSessions sessions) {
        MxSightingStore sightings = store.mxSightings();
        regular.daily("remove old sightings of mail servers", () -> sightings.sweep(clock.instant()));
        CorroborationSource corroboration = TransportComposition.corroboration(
                policy.transport(), settings, new StoredSightingMemory(sightings), clock);
        Transport transport = TransportComposition.transport(
                policy.transport(), settings, dns, mtaSts, corroboration, watch, sessions, random, clock);
        regular.repeat(
                "look again at domains that dropped",
                Duration.ofMinutes(10),
                () -> watch.dropped().stream()
                        .limit(LOOKED_AT_AGAIN)
                        .forEach(one -> transport.predictions().anew(one.domain())));
        return transport;
    }

    @Provides
    @Singleton
    Predictions predictions(Transport transport) {
        return transport.predictions();
    }

    @Provides
    @Singleton
    PromptPredictions promptPredictions(Predictions predictions, Settings settings) {
        return new PromptPredictions(predictions, settings.predictionWait());
    }

    @Provides
    @Singleton
    Decider decider(Policy policy, PromptPredictions predictions, GradeWatch watch) {
        return new Decider(policy, predictions, watch, clock);
    }

    @Provides
    @Singleton
    Store store(Settings settings) {
        // Not closed at the end: deliveries under way still record what they did, and every record is on the disk
        // already.
        String node = settings.nodeName().orElseGet(TransportComposition::thisMachine);
        return aloud(() -> Store.open(settings.database(), node, clock, random));
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
    SecretBox secrets(Settings settings) {
        KeySource source = new KeySource(System.getenv(), settings.keyFile());
        return aloud(() -> source.openOrCreate(random));
    }

    @Provides
    @Singleton
    PasswordStore passwords(Store store, SecretBox secrets) {
        PasswordStore passwords = aloud(() -> store.passwords(secrets));
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
    RefusedContainers refusedContainers(Policy policy, Store store) {
        ContainerRefusalStore refusals = store.containerRefusals();
        regular.daily("forget old refusals of containers", refusals::sweep);
        return new RefusedContainers(policy, refusals);
    }

    @Provides
    @Singleton
    OutgoingDeliveries deliveries(
            Policy policy, Transport transport, AttemptLog attempts, RefusedContainers containers, WorkFolder folder) {
        return new OutgoingDeliveries(policy, transport, attempts, containers, folder, random, clock);
    }

    @Provides
    @Singleton
    Sealing sealing(WorkFolder folder) throws IOException {
        Sealing.sweep(folder.path());
        return new Sealing(random, clock, SEALED_AT_ONCE);
    }

    @Provides
    @Singleton
    RecipientSecretStore recipientSecrets(Store store, SecretBox secrets, Settings settings) {
        RecipientSecretStore kept = store.recipientSecrets(secrets);
        PasswordNotes notes = new PasswordNotes(settings.confirmations());
        regular.repeat("take passwords that were set", Duration.ofSeconds(5), () -> notes.take(kept));
        return kept;
    }

    @Provides
    @Singleton
    PasswordChoice passwordChoice(PasswordStore passwords, RecipientSecretStore secrets, Settings settings) {
        PassphraseGenerator generator = new PassphraseGenerator(
                random, aloud(() -> settings.passwordWords().map(WordList::read)));
        return new PasswordChoice(passwords, secrets, generator, settings.passwordValidity(), random, clock);
    }

    @Provides
    @Singleton
    Sealer sealer(
            Policy policy,
            RefusedContainers containers,
            Sealing sealing,
            PasswordChoice choice,
            WorkFolder folder,
            Settings settings) {
        Optional<CoverTemplates> templates =
                aloud(() -> settings.coverTemplates().map(CoverTemplates::read));
        return new Sealer(policy, new SealingGroups(containers), sealing, choice, folder, random, clock, templates);
    }

    @Provides
    @Singleton
    TextMessages textMessages(Policy policy, Settings settings) {
        return settings.texts().messages(policy.sealing());
    }

    @Provides
    @Singleton
    Splitting splitting(RefusedContainers containers) {
        return new Splitting(new SealingGroups(containers));
    }

    @Provides
    @Singleton
    SubjectBeforeSealing subjects(PasswordChoice choice, WorkFolder folder) {
        return new SealedOriginal(choice, folder);
    }

    @Provides
    @Singleton
    PasswordHandOver handOver(
            PasswordStore passwords,
            RecipientSecretStore secrets,
            PasswordChoice choice,
            TextMessages texts,
            WorkFolder folder) {
        return new PasswordHandOver(passwords, secrets, choice, texts, folder, random, clock);
    }

    @Provides
    @Singleton
    AnswerDomain answerDomain(Settings settings) {
        return new AnswerDomain(settings.asking().replyDomain());
    }

    @Provides
    @Singleton
    QuestionStore questions(Store store, SecretBox secrets) {
        return aloud(() -> store.questions(secrets));
    }

    @Provides
    @Singleton
    AnswerMemory answerMemory(Store store) {
        AnswerMemory memory = store.answers();
        regular.daily("forget old remembered answers", memory::sweep);
        return memory;
    }

    @Provides
    @Singleton
    Remembering remembering(AnswerMemory memory, Policy policy) {
        return new Remembering(memory, policy);
    }

    @Provides
    @Singleton
    Offers offers(Policy policy, RecipientSecretStore secrets, TextMessages texts) {
        return new Offers(policy, secrets, texts);
    }

    /** Holding and answering belong together, and so does the page: whoever needs one of them starts all. */
    record Asking(HeldMails held, Answering answering, Optional<AnswerServer> page) {}

    @Provides
    @Singleton
    Asking asking(
            QuestionStore questions,
            MailRepositoryStore repositories,
            MailQueueFactory<?> queues,
            Policy policy,
            Settings settings,
            Predictions predictions,
            AnswerDomain domain,
            Offers offers,
            Remembering memory,
            Store store,
            MetricFactory metrics) {
        AnswerWays ways = new AnswerWays(settings.asking().page().map(AskSettings.Page::url), domain);
        Tally tally = new AskMetrics(metrics);
        HeldMails held = new HeldMails(questions, repositories, queues, offers, ways, tally, random, clock);
        ServerWatch watch = new ServerWatch(questions, policy, predictions, tally, clock);
        regular.repeat("attend to held mails", Duration.ofSeconds(2), held::attend);
        regular.repeat("look whether servers improved", Duration.ofMinutes(5), watch::look);
        regular.daily("tidy up after held mails", held::tidy);
        Answering answering = new Answering(
                questions, offers, memory, tally, () -> regular.soon("carry out a decision", held::carryOut), clock);
        SignInStore signIns = store.signIns();
        SignIn signIn = new SignIn(signIns, held::sendCode, tally);
        boolean isInUse = settings.asking()
                .page()
                .filter(where -> where.signIn() != AskSettings.SignInWish.NEVER)
                .isPresent();
        regular.repeat("forget old sign-ins", isInUse ? Duration.ofMinutes(10) : Duration.ofDays(1), signIns::sweep);
        Optional<AnswerServer> page =
                aloud(() -> settings.asking().page().map(where -> serve(where, answering, signIn, policy)));
        page.flatMap(AnswerServer::certificate)
                .ifPresent(certificate -> regular.repeat(
                        "read the certificate of the page for senders anew",
                        Duration.ofSeconds(30),
                        certificate::refresh));
        return new Asking(held, answering, page);
    }

    private AnswerServer serve(AskSettings.Page page, Answering answering, SignIn signIn, Policy policy) {
        AnswerServer server = AnswerServer.start(
                page.address(),
                new AnswerServer.Access(
                        page.identity().map(files -> PageCertificate.read(files.certificates(), files.privateKey())),
                        page.networks(),
                        switch (page.signIn()) {
                            case NEVER -> Optional.empty();
                            case OUTSIDE -> Optional.of(new SignInDemand(signIn, false));
                            case ALWAYS -> Optional.of(new SignInDemand(signIn, true));
                        }),
                page.url(),
                answering,
                policy.organisation(),
                policy.asking(),
                clock);
        LOGGER.info("Senders decide at {}, served on {}", page.url(), server.address());
        return server;
    }

    @Provides
    @Singleton
    Summaries summaries(Store store, SecretBox secrets, EvidenceLog evidence, Settings settings) {
        Summaries summaries = new Summaries(store.summaries(secrets), evidence, settings.summaries(), clock);
        if (settings.summaries().wish() != SummarySettings.Wish.NEVER) {
            regular.repeat("tell senders how their mails arrived", Duration.ofSeconds(5), summaries::work);
        } else {
            regular.daily("remove summaries that are not sent any more", summaries::giveUp);
        }
        return summaries;
    }

    @Provides
    HeldMails heldMails(Asking asking) {
        return asking.held();
    }

    @Provides
    Answering answering(Asking asking) {
        return asking.answering();
    }

    @Provides
    @Singleton
    MailedAnswers mailedAnswers(Answering answering) {
        return new MailedAnswers(answering);
    }

    @Provides
    @Singleton
    DecisionCarrier decisions(QuestionStore questions, Policy policy, AttemptLog attempts) {
        return new DecisionCarrier(questions, policy, attempts, clock);
    }
}
