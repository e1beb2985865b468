package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GroupFlushTest {

    private final GroupFlush flushing = new GroupFlush();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicBoolean hasOverlapped = new AtomicBoolean();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong onDisk = new AtomicLong();
    private final AtomicInteger flushes = new AtomicInteger();

    private long transaction() {
        enter();
        long mine = written.incrementAndGet();
        inside.decrementAndGet();
        return mine;
    }

    private void flush() {
        enter();
        onDisk.set(written.get());
        flushes.incrementAndGet();
        inside.decrementAndGet();
    }

    private void enter() {
        if (inside.incrementAndGet() != 1) {
            hasOverlapped.set(true);
        }
        Thread.onSpinWait();
    }

    @Test
    void neitherTransactionsNorFlushesOverlapAndEachIsOnTheDiskWhenItReturns() throws Exception {
        List<Future<Boolean>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                writers.add(threads.submit(() -> {
                    boolean isDurable = true;
                    for (int n = 0; n < 500; n++) {
                        long mine = flushing.change(this::transaction, this::flush);
                        isDurable &= onDisk.get() >= mine;
                    }
                    return isDurable;
                }));
            }
        }

        for (Future<Boolean> writer : writers) {
            assertThat(writer.get()).isTrue();
        }
        assertThat(hasOverlapped).isFalse();
        assertThat(written).hasValue(4_000);
    }

    @RepeatedTest(50)
    void thoseWhoCommittedDuringAFlushShareTheNext() throws Exception {
        CountDownLatch isFlushing = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
            threads.execute(() -> flushing.change(this::transaction, () -> {
                isFlushing.countDown();
                awaitEnd(mayEnd);
                flush();
            }));
            isFlushing.await();
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> flushing.change(this::transaction, this::flush));
            }
            while (flushing.waiting() < 4) {
                Thread.onSpinWait();
            }
            mayEnd.countDown();
        }

        assertThat(flushes).hasValue(2);
        assertThat(onDisk).hasValue(5);
    }

    @Test
    void whatFailsIsNotFlushedAndStopsNobody() {
        assertThatThrownBy(() -> flushing.change(
                        () -> {
                            throw new StoreException("no");
                        },
                        this::flush))
                .hasMessage("no");
        assertThat(flushes).hasValue(0);

        assertThat(flushing.change(this::transaction, this::flush)).isEqualTo(1);
        assertThat(onDisk).hasValue(1);
    }

    private static void awaitEnd(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
