package org.siegel.store;

/** What hangs on a sealed mail, so far as a recipient's server may take the one and refuse the other. */
public enum ContainerForm {
    /** PDF files only. */
    PDF,
    /** A PDF, and a ZIP beside it. */
    PDF_AND_ZIP,
    /** A ZIP alone. */
    ZIP;

    /** Of the files that went. */
    public static ContainerForm of(Container container) {
        return switch (container.format()) {
            case ZIP -> ZIP;
            case PDF ->
                container.beside().stream().anyMatch(file -> file.format() == Container.Format.ZIP) ? PDF_AND_ZIP : PDF;
        };
    }

    /** Whether a server that refuses the other will refuse this one too. */
    public boolean contains(ContainerForm other) {
        return this == other || this == PDF_AND_ZIP;
    }
}
