package org.siegel.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.h2.mvstore.FileStore;

/**
 * The header of H2's file, which says where the newest state of the database lies. H2 (2.5.252) writes it while it still takes the state
 * before for the newest ({@code FileStore.storeBuffer}: {@code writeChunk} comes before {@code lastChunk} is set). A state that lies
 * where there was room in the middle of the file is then found neither from the header nor from the end of the file, and after a kill
 * the database is what it was up to twenty commits before. A file that is closed is not concerned.
 */
final class H2Header {

    /** H2 has it for its own classes only; it writes the header and does nothing else. */
    private static final Method WRITE = method();

    private H2Header() {}

    private static Method method() {
        try {
            Method write = FileStore.class.getDeclaredMethod("initializeStoreHeader", long.class);
            write.setAccessible(true);
            return write;
        } catch (NoSuchMethodException e) {
            throw new StoreException("This version of H2 writes its header in another way than is known here", e);
        }
    }

    /** Writes and forces it, while nothing else is written. The newest state must be on the disk. */
    static void write(FileStore<?> store) {
        try {
            WRITE.invoke(store, 0L); // the time counts for the first header only
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
        store.sync();
    }
}
