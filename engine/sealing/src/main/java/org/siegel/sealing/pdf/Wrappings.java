package org.siegel.sealing.pdf;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.password.Passphrase;

/**
 * The key of one file, wrapped for several passphrases. That costs some milliseconds each, and needs nothing of the file: so it goes
 * on beside the making of the pages, on all processors that have nothing else to do.
 */
final class Wrappings implements AutoCloseable {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Revision6.FileKey key;
    private final List<Passphrase> passphrases;
    private final SecureRandom random;
    private final List<CompletableFuture<Wrapped>> made;
    private final AtomicInteger next = new AtomicInteger();
    private final List<ForkJoinTask<?>> helpers = new ArrayList<>();

    /**
     * For one passphrase.
     *
     * @param strings U, UE, O, OE as they are to stand in the file
     */
    record Wrapped(Revision6 keys, List<String> strings) {

        Wrapped(Revision6 keys) {
            this(
                    keys,
                    List.of(
                            HEX.formatHex(keys.userKey()),
                            HEX.formatHex(keys.userEncryptedKey()),
                            HEX.formatHex(keys.ownerKey()),
                            HEX.formatHex(keys.ownerEncryptedKey())));
        }

        private boolean isOpenedBy(byte[] password) throws GeneralSecurityException {
            return keys.isOpenedBy(password, HEX.parseHex(strings.get(0)), HEX.parseHex(strings.get(1)));
        }

        @Override
        public String toString() {
            return "Wrapped";
        }
    }

    private Wrappings(Revision6.FileKey key, List<Passphrase> passphrases, SecureRandom random) {
        this.key = key;
        this.passphrases = List.copyOf(passphrases);
        this.random = random;
        this.made = passphrases.stream()
                .map(_passphrase -> new CompletableFuture<Wrapped>())
                .toList();
    }

    /**
     * Begins with a new key.
     *
     * @param passphrases stay the caller's, who must not close them before this is closed
     */
    static Wrappings begin(List<Passphrase> passphrases, SecureRandom random) {
        try {
            var key = Revision6.FileKey.random(Revision6Handler.PERMISSIONS, random);
            var wrappings = new Wrappings(key, passphrases, random);
            int helpers = Math.min(passphrases.size(), Runtime.getRuntime().availableProcessors());
            for (int i = 0; i < helpers; i++) {
                wrappings.helpers.add(ForkJoinPool.commonPool().submit(wrappings::help));
            }
            return wrappings;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-256 or SHA-2 is not available", impossible);
        }
    }

    /** The same for a request and others. */
    static Wrappings begin(SealingRequest request, List<SealingRequest> others, SecureRandom random) {
        List<Passphrase> passphrases = new ArrayList<>(List.of(request.passphrase()));
        others.forEach(other -> passphrases.add(other.passphrase()));
        return begin(passphrases, random);
    }

    private void help() {
        for (int i = next.getAndIncrement(); i < made.size(); i = next.getAndIncrement()) {
            make(i);
        }
    }

    private void make(int i) {
        try {
            made.get(i).complete(wrap(passphrases.get(i), i > 0));
        } catch (SealingException | GeneralSecurityException | RuntimeException | Error e) {
            made.get(i).completeExceptionally(e);
        }
    }

    /** @param isProven whether the strings must be tried here, because nobody opens the whole file with them */
    private Wrapped wrap(Passphrase passphrase, boolean isProven) throws GeneralSecurityException, SealingException {
        byte[] password = passphrase.ascii();
        try {
            var wrapped = new Wrapped(Revision6.wrap(key, password, random));
            if (isProven && !wrapped.isOpenedBy(password)) {
                throw new SealingException("The sealed PDF would not open for a further recipient");
            }
            return wrapped;
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    /** For the first passphrase; whoever opens the file with it proves it. */
    Wrapped first() {
        try {
            return get(0);
        } catch (SealingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * For the passphrases after the first, in their order, each tried with what is to stand in the file.
     *
     * @throws SealingException if one does not open it
     */
    List<Wrapped> others() throws SealingException {
        List<Wrapped> others = new ArrayList<>();
        for (int i = 1; i < made.size(); i++) {
            others.add(get(i));
        }
        return others;
    }

    /** Does itself what nobody has begun. */
    private Wrapped get(int wanted) throws SealingException {
        CompletableFuture<Wrapped> one = made.get(wanted);
        while (!one.isDone()) {
            int i = next.getAndIncrement();
            if (i >= made.size()) {
                break;
            }
            make(i);
        }
        try {
            return one.join();
        } catch (CompletionException failed) {
            throw reason(failed);
        }
    }

    private static SealingException reason(CompletionException failed) {
        return switch (failed.getCause()) {
            case RuntimeException ours -> throw ours;
            case Error ours -> throw ours;
            case SealingException told -> told;
            case null, default -> new SealingException("The key could not be wrapped for a recipient", failed);
        };
    }

    /** Afterwards no passphrase is in use any more. */
    @Override
    public void close() {
        next.set(made.size());
        helpers.forEach(ForkJoinTask::quietlyJoin);
    }
}
