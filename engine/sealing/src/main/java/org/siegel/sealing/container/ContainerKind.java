package org.siegel.sealing.container;

import org.siegel.sealing.password.Entropy;
import org.siegel.sealing.password.EntropyFloors;

/** The containers we make. */
public enum ContainerKind {
    /** PDF 2.0 encryption, revision 6, AES-256 (ISO 32000-2 §7.6). */
    PDF("application/pdf", ".pdf"),

    /** ZIP with WinZip AE-2, AES-256: detects tampering, but needs a program such as 7-Zip. */
    ZIP("application/zip", ".zip");

    private final String mediaType;
    private final String extension;

    ContainerKind(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** With its dot. */
    public String extension() {
        return extension;
    }

    public Entropy floor(EntropyFloors floors) {
        return switch (this) {
            case PDF -> floors.pdf();
            case ZIP -> floors.zip();
        };
    }
}
