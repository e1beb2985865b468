package org.siegel.gateway.queue;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueItemView;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueIterator;
import org.jspecify.annotations.Nullable;
import org.siegel.gateway.queue.Line.Standing;

/** A walk along a line as it stood; reads one envelope at a time and passes over mails that have gone. */
final class Browsing implements MailQueueIterator {

    private final Iterator<Standing> line;
    private final Function<Standing, Optional<MailQueueItemView>> view;
    private @Nullable MailQueueItemView next;

    Browsing(Iterator<Standing> line, Function<Standing, Optional<MailQueueItemView>> view) {
        this.line = line;
        this.view = view;
    }

    @Override
    public boolean hasNext() {
        while (next == null && line.hasNext()) {
            next = view.apply(line.next()).orElse(null);
        }
        return next != null;
    }

    @Override
    public MailQueueItemView next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        var item = next;
        next = null;
        return item;
    }

    @Override
    public void close() {}
}
