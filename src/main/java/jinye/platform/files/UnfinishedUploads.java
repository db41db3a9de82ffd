package jinye.platform.files;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import jinye.kernel.Refusal;
import me.desair.tus.server.upload.UploadId;
import me.desair.tus.server.upload.UploadIdFactory;
import org.jspecify.annotations.Nullable;

/**
 * How many uploads a person has under way. Whoever begins uploads without end would fill the data folder with beginnings, so
 * their number is limited; the name of the person stands in front of each id, and counting is reading the folder's names.
 */
final class UnfinishedUploads extends UploadIdFactory {

    // uploads begun before names stood in front have none, and may still be continued
    private static final Pattern ID = Pattern.compile("(\\d+-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The protocol's library asks for an id without saying for whom. */
    private final ScopedValue<Long> owner = ScopedValue.newInstance();

    private final Path folder;
    private final int most;

    /** @param folder where each upload has a folder of its own, named by its id */
    UnfinishedUploads(Path folder, int most) {
        this.folder = folder;
        this.most = most;
    }

    /** Refuses one more than a person may have; two beginnings at the same moment may both pass, which does no harm. */
    void requireRoom(long person) {
        if (of(person) >= most) {
            throw new TooManyUploads(most);
        }
    }

    private long of(long person) {
        try (var uploads = Files.list(folder)) {
            var prefix = person + "-";
            return uploads.filter(upload -> upload.getFileName().toString().startsWith(prefix))
                    .count();
        } catch (NoSuchFileException noneYet) {
            return 0;
        } catch (IOException failed) {
            throw FileFolder.outage(failed);
        }
    }

    /** Ids made inside belong to this person. */
    void beginFor(long person, Runnable begin) {
        ScopedValue.where(owner, person).run(begin);
    }

    @Override
    public UploadId createId() {
        return new UploadId(owner.get() + "-" + UUID.randomUUID());
    }

    @Override
    protected @Nullable Serializable getIdValueIfValid(String id) {
        return ID.matcher(id).matches() ? id : null;
    }

    static final class TooManyUploads extends Refusal {
        TooManyUploads(int most) {
            super(Kind.CONFLICT, "files.too-many-uploads", most);
        }
    }
}
