package org.siegel.benchmarks.content;

import java.util.List;
import java.util.Locale;
import org.siegel.policy.RiskClass;

/** How often a mail of one class was taken for another. */
@AtTheEdge
final class Matrix {

    private final List<RiskClass> classes;
    private final int[][] counts;

    Matrix(List<RiskClass> classes) {
        this.classes = classes;
        this.counts = new int[classes.size()][classes.size()];
    }

    void add(RiskClass is, RiskClass taken) {
        counts[is.rank()][taken.rank()]++;
    }

    Share underClassified() {
        int under = 0;
        int all = 0;
        for (int is = 0; is < counts.length; is++) {
            for (int taken = 0; taken < counts.length; taken++) {
                all += counts[is][taken];
                under += taken < is ? counts[is][taken] : 0;
            }
        }
        return new Share(under, all);
    }

    void print() {
        System.out.println("composed and labelled mails: class it is (rows), class it was given");
        System.out.printf(Locale.ROOT, "  %-10s", "");
        classes.forEach(each -> System.out.printf(Locale.ROOT, "%10s", each));
        System.out.println();
        for (RiskClass is : classes) {
            System.out.printf(Locale.ROOT, "  %-10s", is);
            for (int count : counts[is.rank()]) {
                System.out.printf(Locale.ROOT, "%10d", count);
            }
            System.out.println();
        }
        System.out.println("  under-classified: " + underClassified());
    }
}
