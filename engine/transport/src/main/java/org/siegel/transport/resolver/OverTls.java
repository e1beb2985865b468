package org.siegel.transport.resolver;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.xbill.DNS.Message;

/**
 * Over TLS (RFC 7858). Questions share a connection and do not wait for each other's answers (RFC 7766 §6.2.1.1); one that
 * is idle or broken is followed by another. Whoever cannot show a certificate for the name is not asked.
 */
public final class OverTls implements RemoteResolver {

    private final ResolverAddress.Tls address;
    private final ResolverSettings settings;
    private final ThreadFactory threads =
            Thread.ofVirtual().name("siegel-resolver-", 0).factory();
    private final AtomicReference<CompletableFuture<TlsSession>> latest =
            new AtomicReference<>(CompletableFuture.failedFuture(new IOException("not connected yet")));

    /** Connects when it is asked. */
    public OverTls(ResolverAddress.Tls address, ResolverSettings settings) {
        this.address = address;
        this.settings = settings;
    }

    @Override
    public String name() {
        return address.toString();
    }

    @Override
    public Message ask(Message query) throws IOException {
        TlsSession open = session();
        try {
            return open.ask(query, settings.timeout());
        } catch (TlsSession.Gone e) {
            if (!open.hasAnswered()) {
                throw e;
            }
            // The other side may end a connection at any time (RFC 7766 §6.2.4); that says nothing of the question.
            return session().ask(query, settings.timeout());
        }
    }

    /** One that is open or is being opened, for all who ask; else a new one, and if it fails, it fails for all. */
    @SuppressWarnings("ReferenceEquality") // this very one is meant
    private TlsSession session() throws IOException {
        CompletableFuture<TlsSession> own = new CompletableFuture<>();
        CompletableFuture<TlsSession> session = latest.updateAndGet(last -> isUsable(last) ? last : own);
        if (session == own) {
            open(own);
        }
        try {
            return session.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException trouble ? trouble : new IOException(e);
        }
    }

    private static boolean isUsable(CompletableFuture<TlsSession> session) {
        return !session.isDone()
                || (!session.isCompletedExceptionally() && !session.join().isGone());
    }

    private void open(CompletableFuture<TlsSession> session) {
        try {
            TlsSession open = TlsSession.to(address, settings);
            threads.newThread(open::read).start();
            session.complete(open);
        } catch (IOException | RuntimeException e) {
            session.completeExceptionally(e);
        }
    }
}
