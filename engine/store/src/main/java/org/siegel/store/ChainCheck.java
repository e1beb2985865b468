package org.siegel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.siegel.store.ChainReport.Defect;
import org.siegel.store.ChainReport.NodeChain;

/** Goes along the chain of every node, a page in memory at a time, and computes each link anew. */
final class ChainCheck {

    private static final int PAGE = 500;
    private static final int MOST_TOLD = 100;

    private static final String LINKS = "SELECT c.seq, c.content, c.link, c.evidence_id, c.removed_at, e.*"
            + " FROM siegel_evidence_chain c LEFT JOIN siegel_evidence e ON e.id = c.evidence_id"
            + " WHERE c.node = :chain AND c.seq > :after ORDER BY c.seq LIMIT " + PAGE;

    private static final String UNCHAINED = "SELECT e.node, e.id FROM siegel_evidence e WHERE NOT EXISTS"
            + " (SELECT 1 FROM siegel_evidence_chain c WHERE c.evidence_id = e.id) ORDER BY e.id LIMIT " + PAGE;

    private final Transactions transactions;
    private final List<Defect> told = new ArrayList<>();
    private long defects;

    ChainCheck(Transactions transactions) {
        this.transactions = transactions;
    }

    ChainReport run() {
        List<String> nodes = transactions.read(
                "list the nodes of the evidence",
                handle -> handle.createQuery("SELECT DISTINCT node FROM siegel_evidence_chain ORDER BY node")
                        .mapTo(String.class)
                        .list());
        List<NodeChain> chains = nodes.stream().map(this::along).toList();
        transactions
                .read(
                        "look for records outside the chain",
                        handle -> handle.createQuery(UNCHAINED)
                                .map((row, _context) -> new Defect(
                                        row.getString("node"),
                                        0,
                                        "the record " + row.getString("id")
                                                + " is in no chain: it was put in past this program"))
                                .list())
                .forEach(this::tell);
        return new ChainReport(chains, told, defects);
    }

    private NodeChain along(String node) {
        ChainLink previous = ChainLink.BEFORE_THE_FIRST;
        long records = 0;
        List<Place> page;
        do {
            long after = previous.seq();
            page = transactions.read(
                    "read the chain of evidence",
                    handle -> handle.createQuery(LINKS)
                            .bind("chain", node)
                            .bind("after", after)
                            .map(ChainCheck::place)
                            .list());
            for (Place place : page) {
                check(node, previous, place);
                previous = place.link();
                records += place.row() == null ? 0 : 1;
            }
        } while (page.size() == PAGE);
        return new NodeChain(
                node,
                records,
                previous.seq() - records,
                previous.seq(),
                previous.hash().hex());
    }

    private void check(String node, ChainLink previous, Place place) {
        long seq = place.link().seq();
        boolean isStart = previous.seq() == 0 && seq > 1 && place.wasRemoved();
        if (seq != previous.seq() + 1 && !isStart) {
            tell(new Defect(
                    node,
                    seq,
                    "the records " + (previous.seq() + 1) + " to " + (seq - 1)
                            + " are missing, with their links: they were taken out past this program"));
        } else if (!isStart && !previous.next(place.content()).equals(place.link())) {
            tell(new Defect(node, seq, "the link does not follow from the one before: the chain was changed here"));
        }
        EvidenceRow row = place.row();
        if (row == null) {
            if (!place.wasRemoved()) {
                tell(new Defect(node, seq, "the record is missing, and not because its time of retention was over"));
            }
        } else if (!row.content().equals(place.content())) {
            tell(new Defect(node, seq, "the record " + row.id() + " is not as it was written"));
        }
    }

    private void tell(Defect defect) {
        defects++;
        if (told.size() < MOST_TOLD) {
            told.add(defect);
        }
    }

    /** @param row null if there is no record any more */
    private record Place(
            ChainLink link, Hash content, @Nullable EvidenceRow row, boolean wasRemoved) {}

    private static Place place(ResultSet row, StatementContext _context) throws SQLException {
        return new Place(
                new ChainLink(row.getLong("seq"), new Hash(row.getString("link"))),
                new Hash(row.getString("content")),
                row.getObject("id") == null ? null : EvidenceRow.read(row),
                row.getObject("removed_at") != null);
    }
}
