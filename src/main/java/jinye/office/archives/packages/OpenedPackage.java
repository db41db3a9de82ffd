package jinye.office.archives.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipFile;

/**
 * A package of others, looked through from outside: structure, signature and digests. Holds the file open until it is closed.
 *
 * @param faults what is wrong with it, each with the thing it is about; empty when it can be unpacked
 * @param draft  where the bytes lie meanwhile
 */
record OpenedPackage(
        String number,
        String fonds,
        String from,
        String signer,
        int announced,
        List<PackagedItem> items,
        List<Fault> faults,
        ZipFile zip,
        Path draft)
        implements AutoCloseable {

    /** @param check of archives.md §5 */
    record Fault(String check, String object, String detail) {}

    /** The caller closes it. Only for a part of a package without faults. */
    InputStream content(PackagedItem.Part part) {
        try {
            return zip.getInputStream(Objects.requireNonNull(zip.getEntry(part.path())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } finally {
            Packages.delete(draft);
        }
    }
}
