package org.siegel.gateway.queue;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import java.io.IOException;
import java.time.Clock;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.ManageableMailQueue;

/** James's mail queues, in {@code var/queue} below the working directory. */
public final class QueueModule extends AbstractModule {

    private static final String FOLDER = "file://var/queue";

    @Override
    protected void configure() {
        // James asks for the same factory under three types.
        var factory = Key.get(FileMailQueueFactory.class);
        bind(new TypeLiteral<MailQueueFactory<?>>() {}).to(factory);
        bind(new TypeLiteral<MailQueueFactory<? extends MailQueue>>() {}).to(factory);
        bind(new TypeLiteral<MailQueueFactory<? extends ManageableMailQueue>>() {})
                .to(factory);
        Multibinder.newSetBinder(binder(), HealthCheck.class).addBinding().to(SetAsideHealthCheck.class);
    }

    // Closed by whoever stops the process, after everybody who may still enqueue.
    @SuppressWarnings("CloseableProvides")
    @Provides
    @Singleton
    FileMailQueueFactory queues(
            FileSystem files,
            Clock clock,
            MailQueueItemDecoratorFactory decorators,
            MetricFactory metrics,
            GaugeRegistry gauges)
            throws IOException {
        return new FileMailQueueFactory(files.getFile(FOLDER).toPath(), clock, decorators, metrics, gauges);
    }
}
