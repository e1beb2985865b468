package org.siegel.gateway.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;

/**
 * The queues below one folder, one folder each. Only one process may have them open; it has to see to that itself.
 *
 * <p>Queues of earlier runs are open from the start, so that their mails are counted and shown even if no mailet asks for
 * them any more.
 */
public final class FileMailQueueFactory implements MailQueueFactory<FileMailQueue>, Closeable {

    private final Path root;
    private final Clock clock;
    private final MailQueueItemDecoratorFactory decorators;
    private final MetricFactory metrics;
    private final GaugeRegistry gauges;
    private final Map<MailQueueName, FileMailQueue> queues = new ConcurrentHashMap<>();

    /**
     * Opens the queues.
     *
     * @param root made if it is not there
     * @throws IOException if the folder cannot be used
     */
    public FileMailQueueFactory(
            Path root,
            Clock clock,
            MailQueueItemDecoratorFactory decorators,
            MetricFactory metrics,
            GaugeRegistry gauges)
            throws IOException {
        this.root = Files.createDirectories(root);
        this.clock = clock;
        this.decorators = decorators;
        this.metrics = metrics;
        this.gauges = gauges;
        for (var name : namesOnDisk()) {
            createQueue(name);
        }
    }

    private List<MailQueueName> namesOnDisk() throws IOException {
        try (var files = Files.list(root)) {
            return files.filter(Files::isDirectory)
                    .map(folder -> MailQueueName.of(
                            URLDecoder.decode(folder.getFileName().toString(), UTF_8)))
                    .toList();
        }
    }

    @Override
    public Optional<FileMailQueue> getQueue(MailQueueName name, PrefetchCount ignored) {
        return Optional.ofNullable(queues.get(name));
    }

    @Override
    public FileMailQueue createQueue(MailQueueName name, PrefetchCount ignored) {
        return queues.computeIfAbsent(name, this::open);
    }

    @Override
    public Set<MailQueueName> listCreatedMailQueues() {
        return queues.keySet().stream().collect(toUnmodifiableSet());
    }

    /** Every queue there is. */
    public Collection<FileMailQueue> queues() {
        return List.copyOf(queues.values());
    }

    private FileMailQueue open(MailQueueName name) {
        try {
            var folder = new QueueFolder(root.resolve(folderName(name)));
            var queue = new FileMailQueue(name, folder, clock, decorators, metrics);
            gauges.register(MailQueue.QUEUE_SIZE_METRIC_NAME_PREFIX + name.asString(), queue::getSize);
            return queue;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The mail queue '" + name.asString() + "' in " + root + " cannot be opened", e);
        }
    }

    // "." and ".." are names that URL encoding leaves alone.
    private static String folderName(MailQueueName name) {
        return URLEncoder.encode(name.asString(), UTF_8).replace(".", "%2E").replace("*", "%2A");
    }

    /**
     * Hands out no more mail and waits for those in hand.
     *
     * @return how many are still in hand when the time is over; they are in the queue again at the next start
     */
    public int drain(Duration atMost) {
        queues().forEach(FileMailQueue::stopHandingOut);
        var deadline = System.nanoTime() + atMost.toNanos();
        return queues().stream()
                .mapToInt(queue -> queue.awaitHandsEmpty(Duration.ofNanos(deadline - System.nanoTime())))
                .sum();
    }

    /** Nothing may be enqueued any more. */
    @Override
    public void close() {
        queues().forEach(FileMailQueue::end);
    }
}
