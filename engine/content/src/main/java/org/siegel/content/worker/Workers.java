package org.siegel.content.worker;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The worker processes: a few, started when they are needed, replaced when they end. For use by many threads. */
public final class Workers implements Closeable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration AFTER_FAILED_START = Duration.ofSeconds(10);
    /** How much longer than its own deadline a mail waits for others; at least as long as a worker may take to start. */
    private static final int WAITS = 3;
    /** How often a mail that waits looks whether there is still something to wait for. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final WorkerSettings settings;
    private final Consumer<String> trouble;
    private final BlockingQueue<WorkerProcess> idle = new LinkedBlockingQueue<>();
    /** Those in use, waiting or starting. */
    private final Set<WorkerProcess> all = ConcurrentHashMap.newKeySet();
    /** With those that are about to end. */
    private final Set<WorkerProcess> leaving = ConcurrentHashMap.newKeySet();

    private final Semaphore unstarted;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("worker watch").factory());
    private volatile Optional<String> lastTrouble = Optional.empty();
    private volatile boolean closed;

    /**
     * Starts nothing yet.
     *
     * @param trouble is told, in a sentence without anything of a message, that a worker does not start
     */
    public Workers(WorkerSettings settings, Consumer<String> trouble) {
        this.settings = settings;
        this.trouble = trouble;
        this.unstarted = new Semaphore(settings.count());
    }

    /**
     * Removes what workers of an earlier gateway left in their folder. Before any is started.
     *
     * @throws IOException if it cannot be removed
     */
    public static void sweep(Path folder) throws IOException {
        WorkerFolder.sweep(folder);
    }

    /** Starts all of them in the background, so that the first mail need not wait. */
    public void warm() {
        for (int i = 0; i < settings.count(); i++) {
            startOne();
        }
    }

    /** For the documents of one mail. */
    public MailDocuments forOneMail() {
        return new MailDocuments(this, settings.deadline());
    }

    /** Why none can be started at the moment. */
    public Optional<String> trouble() {
        return lastTrouble;
    }

    /** The processes, for whoever looks after this machine. */
    public Set<Long> pids() {
        return all.stream().map(WorkerProcess::pid).collect(Collectors.toUnmodifiableSet());
    }

    /** Ends them all, and removes what they leave. */
    @Override
    public void close() {
        synchronized (leaving) {
            closed = true;
        }
        watch.shutdownNow();
        leaving.forEach(WorkerProcess::killAndWait);
    }

    /** One that is ready; nothing if none came free in time, or none can be started. To be given back. */
    Optional<WorkerProcess> take() {
        Duration others = settings.deadline().multipliedBy(WAITS);
        // On a busy machine the first one takes long to start; that is no fault of the mail.
        Duration wait = others.compareTo(START) > 0 ? others : START;
        long until = System.nanoTime() + wait.toNanos();
        try {
            while (!closed && System.nanoTime() < until) {
                WorkerProcess worker = idle.poll();
                if (worker == null) {
                    startOne();
                    worker = idle.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                }
                if (worker == null && lastTrouble.isPresent() && all.isEmpty()) {
                    return Optional.empty();
                }
                if (worker != null && worker.isAlive()) {
                    return Optional.of(worker);
                }
                if (worker != null) {
                    remove(worker);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** Takes one back that has answered to the end. */
    void giveBack(WorkerProcess worker) {
        if (worker.documents() < settings.documents() && worker.isAlive() && !closed) {
            idle.add(worker);
        } else {
            end(worker);
        }
    }

    /** Ends one in whatever state it is, and starts another in its place. */
    void end(WorkerProcess worker) {
        worker.kill();
        remove(worker);
        startOne();
    }

    /** Ends it when its time is up. */
    Future<?> limit(WorkerProcess worker, Duration time) {
        return watch.schedule(worker::killLate, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void remove(WorkerProcess worker) {
        if (all.remove(worker)) {
            unstarted.release();
        }
    }

    /** If there is a place for one. */
    private void startOne() {
        if (!closed && unstarted.tryAcquire()) {
            Thread.ofPlatform().daemon().name("worker start").start(this::start);
        }
    }

    private void start() {
        try {
            WorkerProcess worker = launch();
            Future<?> limit = limit(worker, START);
            try {
                worker.awaitReady();
            } catch (IOException e) {
                worker.kill();
                all.remove(worker);
                throw e;
            } finally {
                limit.cancel(false);
            }
            lastTrouble = Optional.empty();
            idle.add(worker);
        } catch (IOException | RuntimeException e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    /** No process is started that the end of all would not know of. */
    private WorkerProcess launch() throws IOException {
        synchronized (leaving) {
            if (closed) {
                throw new IOException("the gateway ends");
            }
            WorkerProcess worker = WorkerProcess.start(settings);
            all.add(worker);
            leaving.add(worker);
            worker.whenGone(() -> leaving.remove(worker));
            return worker;
        }
    }

    /** Its place stays taken for a while, so that what cannot start is not tried all the time. */
    private void failed(String reason) {
        if (closed) {
            return;
        }
        boolean isNews = !lastTrouble.equals(Optional.of(reason));
        lastTrouble = Optional.of(reason);
        var unused = watch.schedule(() -> unstarted.release(), AFTER_FAILED_START.toNanos(), TimeUnit.NANOSECONDS);
        if (isNews) {
            trouble.accept(reason);
        }
    }
}
