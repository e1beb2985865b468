package org.siegel.content.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.siegel.content.part.Budget;
import org.siegel.content.part.Content;
import org.siegel.content.part.LimitReachedException;

/**
 * A ZIP by its central directory, as programs that open it read it (APPNOTE.TXT 6.3.10, 4.3). Entries that share bytes of the
 * archive are refused: that is how a small archive becomes petabytes without nesting.
 */
public final class ZipArchive {

    private static final int END = 0x06054B50;
    private static final int END_64_LOCATOR = 0x07064B50;
    private static final int END_64 = 0x06064B50;
    private static final int CENTRAL = 0x02014B50;
    private static final int LOCAL = 0x04034B50;
    private static final int END_LENGTH = 22;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final int LONGEST_COMMENT = 0xFFFF;
    /** With 20,000 entries of usual names it has 3 MB; it is held in memory, and packed names cost next to nothing. */
    private static final long LONGEST_DIRECTORY = 8L * 1024 * 1024;

    private static final long UNSET = 0xFFFFFFFFL;
    private static final Charset DOS = Charset.forName("IBM437");

    private final Content content;
    private final Budget budget;
    private final List<ZipMember> members;

    private ZipArchive(Content content, Budget budget, List<ZipMember> members) {
        this.content = content;
        this.budget = budget;
        this.members = members;
    }

    /** Where the directory is and how long. */
    private record Directory(long start, long length, long entries, long shift) {}

    /** Whether something ends as a ZIP does, whatever it starts with. */
    public static boolean endsAsZip(Content content) throws IOException {
        return end(content).isPresent();
    }

    /**
     * Reads the directory.
     *
     * @throws LimitReachedException if it has more entries than may be, or entries that overlap
     * @throws IOException if there is none, or it is broken
     */
    public static ZipArchive open(Content content, Budget budget) throws IOException {
        Directory directory = end(content).orElseThrow(() -> new IOException("no directory"));
        budget.enter((int) Math.min(Integer.MAX_VALUE, directory.entries()));
        if (directory.length() > LONGEST_DIRECTORY) {
            throw new LimitReachedException("a directory of more than " + LONGEST_DIRECTORY + " bytes");
        }
        List<ZipMember> members = new ArrayList<>();
        long position = directory.start();
        long end = directory.start() + directory.length();
        for (long i = 0; i < directory.entries(); i++) {
            ByteBuffer entry = littleEndian(content, position, CENTRAL_LENGTH);
            if (entry.remaining() < CENTRAL_LENGTH || entry.getInt(0) != CENTRAL || position >= end) {
                throw new IOException("the directory is broken");
            }
            int variable = u16(entry, 28) + u16(entry, 30);
            members.add(member(entry, littleEndian(content, position + CENTRAL_LENGTH, variable), directory.shift()));
            position += CENTRAL_LENGTH + variable + u16(entry, 32);
        }
        requireApart(members, directory.start());
        return new ZipArchive(content, budget, List.copyOf(members));
    }

    /** In the order of the directory. */
    public List<ZipMember> members() {
        return members;
    }

    public Optional<ZipMember> named(String name) {
        return members.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The unpacked bytes of an entry; reading them fails where they break a limit or are not what the directory says. */
    public InputStream open(ZipMember member) throws IOException {
        ByteBuffer local = littleEndian(content, member.header(), LOCAL_LENGTH);
        if (local.remaining() < LOCAL_LENGTH || local.getInt(0) != LOCAL) {
            throw new IOException("an entry is not where the directory says");
        }
        long start = member.header() + LOCAL_LENGTH + u16(local, 26) + u16(local, 28);
        if (start + member.packed() > content.length()) {
            throw new IOException("an entry is cut off");
        }
        InputStream packed = content.open(start, start + member.packed());
        return new UnpackedStream(packed, member, budget);
    }

    private static Optional<Directory> end(Content content) throws IOException {
        long from = Math.max(0, content.length() - END_LENGTH - LONGEST_COMMENT);
        byte[] tail = content.slice(from, (int) (content.length() - from));
        ByteBuffer buffer = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = tail.length - END_LENGTH; i >= 0; i--) {
            if (tail[i] == 'P' && buffer.getInt(i) == END && i + END_LENGTH + u16(buffer, i + 20) <= tail.length) {
                return Optional.of(
                        directory(content, from + i, buffer.slice(i, END_LENGTH).order(ByteOrder.LITTLE_ENDIAN)));
            }
        }
        return Optional.empty();
    }

    private static Directory directory(Content content, long position, ByteBuffer end) throws IOException {
        long entries = u16(end, 10);
        long length = u32(end, 12);
        long start = u32(end, 16);
        long behind = position;
        ByteBuffer locator = littleEndian(content, Math.max(0, position - 20), 20);
        if (position >= 20 && locator.getInt(0) == END_64_LOCATOR) {
            ByteBuffer end64 = littleEndian(content, locator.getLong(8), 56);
            if (end64.remaining() == 56 && end64.getInt(0) == END_64) {
                entries = end64.getLong(32);
                length = end64.getLong(40);
                start = end64.getLong(48);
                behind = locator.getLong(8);
            }
        }
        // Bytes before the archive move everything: the directory really ends where its end record begins.
        long shift = behind - length - start;
        if (entries < 0 || length < 0 || start < 0 || start + shift < 0 || behind > content.length()) {
            throw new IOException("the directory is broken");
        }
        return new Directory(start + shift, length, entries, shift);
    }

    private static ZipMember member(ByteBuffer entry, ByteBuffer variable, long shift) throws IOException {
        int flags = u16(entry, 8);
        int nameLength = u16(entry, 28);
        if (variable.remaining() < nameLength) {
            throw new IOException("the directory is broken");
        }
        byte[] name = new byte[nameLength];
        variable.get(name);
        long packed = u32(entry, 20);
        long header = u32(entry, 42);
        // APPNOTE 4.5.3: the values that do not fit, in this order
        ByteBuffer big = extra(variable, 1);
        if (u32(entry, 24) == UNSET && big.remaining() >= 8) {
            big.getLong();
        }
        if (packed == UNSET && big.remaining() >= 8) {
            packed = big.getLong();
        }
        if (header == UNSET && big.remaining() >= 8) {
            header = big.getLong();
        }
        if (packed < 0 || header < 0) {
            throw new IOException("the directory is broken");
        }
        boolean utf8 = (flags & 0x800) != 0;
        return new ZipMember(
                new String(name, utf8 ? StandardCharsets.UTF_8 : DOS),
                (flags & 1) != 0,
                u16(entry, 10),
                packed,
                u32(entry, 16),
                header + shift);
    }

    /** The extra field with this number; empty if there is none. */
    private static ByteBuffer extra(ByteBuffer fields, int number) {
        while (fields.remaining() >= 4) {
            int id = fields.getShort() & 0xFFFF;
            int length = Math.min(fields.getShort() & 0xFFFF, fields.remaining());
            if (id == number) {
                return fields.slice(fields.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            fields.position(fields.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    private static void requireApart(List<ZipMember> members, long directory) throws IOException {
        List<ZipMember> inOrder = new ArrayList<>(members);
        inOrder.sort(Comparator.comparingLong(ZipMember::header));
        long free = 0;
        for (ZipMember member : inOrder) {
            if (member.header() < free) {
                throw new LimitReachedException("entries that overlap");
            }
            free = member.header() + LOCAL_LENGTH + member.packed();
        }
        if (free > directory) {
            throw new IOException("entries that reach into the directory");
        }
    }

    private static ByteBuffer littleEndian(Content content, long position, int length) throws IOException {
        if (position < 0) {
            throw new IOException("the directory is broken");
        }
        return ByteBuffer.wrap(content.slice(position, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int u16(ByteBuffer bytes, int index) {
        return bytes.getShort(index) & 0xFFFF;
    }

    private static long u32(ByteBuffer bytes, int index) {
        return bytes.getInt(index) & 0xFFFFFFFFL;
    }
}
