package org.siegel.store;

import java.util.List;

/**
 * What a check of the evidence found.
 *
 * @param nodes   the chain of each node, by name
 * @param defects the first of what is wrong; empty if nothing is
 * @param count   how many defects there are in all
 */
public record ChainReport(List<NodeChain> nodes, List<Defect> defects, long count) {

    public ChainReport {
        nodes = List.copyOf(nodes);
        defects = List.copyOf(defects);
    }

    /** Whether every record is there as it was written, but for those that retention removed. */
    public boolean isIntact() {
        return count == 0;
    }

    /**
     * The chain of one node.
     *
     * @param node    its name in the records
     * @param records that are there
     * @param removed that retention removed: from the beginning up to the first record that is left, and single ones after it
     * @param last    the number of the newest
     * @param link    its link: noted elsewhere, it proves later that nothing up to here was changed
     */
    public record NodeChain(String node, long records, long removed, long last, String link) {}

    /**
     * One thing that is wrong.
     *
     * @param node whose chain
     * @param seq  where in it; 0 for a record that is in no chain
     * @param what in words
     */
    public record Defect(String node, long seq, String what) {}
}
