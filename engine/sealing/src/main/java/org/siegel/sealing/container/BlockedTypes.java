package org.siegel.sealing.container;

import java.util.Locale;
import java.util.Set;
import org.siegel.sealing.message.FileName;

/** Kinds of files that Adobe Acrobat neither opens nor saves when they are enclosed in a PDF, unless an administrator permits it. */
public final class BlockedTypes {

    private static final Set<String> EXTENSIONS = Set.of("""
            ade adp app arc arj asp bas bat bz bz2 cab cer cfg chm class cmd com command cpl crt csh der desktop dll exe
            fxp gz hex hlp hqx hta inf ini ins isp its jar job js jse ksh lnk lzh mad maf mag mam maq mar mas mat mau mav
            maw mda mdb mde mdt mdw mdz msc msi msp mst ocx ops pcd pi pif pkg pl prf prg pst py rar rb reg rpm scf scr sct
            sea sh shb shs sit sys tar taz tgz tmp url vb vbe vbs vsmacros vss vst vsw webloc ws wsc wsf wsh z zip zlo zoo
            """.strip().split("\\s+"));

    private BlockedTypes() {}

    public static boolean contains(FileName name) {
        String extension = name.extension().toLowerCase(Locale.ROOT);
        return !extension.isEmpty() && EXTENSIONS.contains(extension.substring(1));
    }
}
