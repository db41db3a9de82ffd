package jinye.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One application at a time per data folder. The kernel holds the lock, so it ends with the process however that ends; whoever
 * holds it knows that a database still running in this folder is an orphan.
 */
final class DataFolderLock implements AutoCloseable {

    private final FileChannel channel;

    private DataFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataFolderLock take(Path folder) {
        DataFolderLock lock = tryTake(folder);
        if (lock == null) {
            throw new CannotStart(
                    CannotStart.IN_USE,
                    "数据目录 %s 正由另一个金叶程序使用，请先停止它，或用 --data 另选目录。".formatted(folder),
                    "Another Jinye is using the data folder %s; stop it first or choose another folder with --data."
                            .formatted(folder));
        }
        return lock;
    }

    /** Null when another process, or somebody else in this one, holds it. */
    static @Nullable DataFolderLock tryTake(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException heldByThisProcess) {
                // the same answer as a lock held by another process
            }
            if (lock != null) {
                return new DataFolderLock(channel);
            }
            channel.close();
            return null;
        } catch (IOException e) {
            throw new CannotStart(
                    "数据目录 %s 无法写入，请检查权限，或用 --data 另选目录。".formatted(folder),
                    "The data folder %s cannot be written (%s); check its permissions or choose another folder with --data."
                            .formatted(folder, e.getMessage()));
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
