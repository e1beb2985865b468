package org.siegel.content.part;

/**
 * How much may still be unpacked and kept of one mail. Counts work, so that the same bytes have the same outcome; time is
 * the last resort. Not safe for use by several threads.
 */
public final class Budget {

    private final long bytes;
    private final int entries;
    private final TimeLimit time;
    private long bytesLeft;
    private int entriesLeft;

    /** Without a limit of time. */
    public Budget(long bytes, int entries) {
        this(bytes, entries, TimeLimit.none());
    }

    /**
     * @param bytes   that all containers of one mail may unpack to
     * @param entries that all containers of one mail may have
     */
    public Budget(long bytes, int entries, TimeLimit time) {
        if (bytes < 1 || entries < 1) {
            throw new IllegalArgumentException("A budget must be 1 or more");
        }
        this.bytes = bytes;
        this.entries = entries;
        this.time = time;
        this.bytesLeft = bytes;
        this.entriesLeft = entries;
    }

    /** Takes note of unpacked bytes. */
    public void unpack(long count) throws LimitReachedException {
        bytesLeft -= count;
        if (bytesLeft < 0) {
            throw new LimitReachedException("more than " + bytes + " bytes unpacked");
        }
        if (time.isUpAfter(count)) {
            throw new LimitReachedException("no time left");
        }
    }

    /** Takes note of the entries of a container. */
    public void enter(int count) throws LimitReachedException {
        entriesLeft -= Math.min(count, entriesLeft + 1);
        if (entriesLeft < 0) {
            throw new LimitReachedException("more than " + entries + " entries");
        }
    }

    /** Never below 0. */
    public long bytesLeft() {
        return Math.max(0, bytesLeft);
    }

    /** Never below 0. */
    public int entriesLeft() {
        return Math.max(0, entriesLeft);
    }

    public boolean isExhausted() {
        return bytesLeft < 0 || entriesLeft < 0 || time.isUp();
    }
}
