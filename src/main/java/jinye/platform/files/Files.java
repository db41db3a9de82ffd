package jinye.platform.files;

import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The front door of files. */
@Service
@Transactional
public class Files {

    private final FileRows rows;
    private final FileFolder folder;
    private final FileReception reception;
    private final FileText texts;
    private final FilePages pages;
    private final FileErasures erasures;
    private final ObjectProvider<FileBar> bars;

    Files(
            FileRows rows,
            FileFolder folder,
            FileReception reception,
            FileText texts,
            FilePages pages,
            FileErasures erasures,
            ObjectProvider<FileBar> bars) {
        this.pages = pages;
        this.erasures = erasures;
        this.bars = bars;
        this.rows = rows;
        this.folder = folder;
        this.reception = reception;
        this.texts = texts;
    }

    /** Stores bytes the system itself made (a PDF, an export). They are checked like any others. The caller closes the stream. */
    public StoredFile store(Actor actor, String name, InputStream content) {
        return reception.receive(actor.person(), name, content, null);
    }

    /** Stores bytes that came from another node; no person of ours uploaded them. Checked like any others. */
    public StoredFile storeArrived(String name, InputStream content) {
        return reception.receive(0, name, content, null);
    }

    /** @throws jinye.kernel.Refusal or an outage when this many bytes would not find room */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void requireRoom(long bytes) {
        folder.requireRoom(bytes);
    }

    public StoredFile file(long id) {
        return rows.find(id).orElseThrow(NoSuchFile::new);
    }

    /** In the order of the ids. */
    public List<StoredFile> files(Collection<Long> ids) {
        var found = rows.find(ids);
        if (!found.keySet().containsAll(ids)) {
            throw new NoSuchFile();
        }
        return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    }

    /** A file this actor uploaded and that no record holds yet; anything else is refused as not found. */
    public StoredFile uploadedBy(Actor actor, long id) {
        var file = rows.findFree(id, actor.person()).orElseThrow(NoSuchFile::new);
        if (barred(actor, file)) {
            throw new Barred(file.name());
        }
        return file;
    }

    /** The same for who has to say more than that one is not there. */
    public Optional<StoredFile> findUploadedBy(Actor actor, long id) {
        return rows.findFree(id, actor.person()).filter(file -> !barred(actor, file));
    }

    private boolean barred(Actor actor, StoredFile file) {
        return bars.stream().anyMatch(bar -> bar.bars(actor, file));
    }

    /**
     * Gives files this actor uploaded to a record: from now on nobody can attach them to another one. Files the record
     * already holds are left as they are; anything else is refused as not found. In the order of the ids.
     */
    public List<StoredFile> hold(Actor actor, Collection<Long> ids, RecordId holder) {
        for (var id : ids) {
            if (!rows.hold(id, actor.person(), holder)) {
                throw new NoSuchFile();
            }
        }
        return files(ids);
    }

    /** The caller closes the stream and has checked that the reader may read the record holding the file. */
    public InputStream open(long id) {
        erasures.requireKept(id);
        return folder.open(file(id).sha256());
    }

    /**
     * Destroys bytes by rule: the rows stay and say why, the bytes go after the commit unless another row needs them. Who calls has
     * the right and has made sure that nobody else holds these files.
     */
    public void erase(Collection<Long> ids, String because) {
        erasures.erase(ids, because);
    }

    /** Plain text of a file for searching; empty when it has none or cannot be read. Slow the first time. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public String text(long id) {
        return rows.find(id).map(texts::text).orElse("");
    }

    /** How many pages can be drawn, for who may look at a file but not have it; 0 for files that are only text. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public int pages(long id) {
        return pages.pages(file(id));
    }

    /** One page as PNG, drawn anew. @param number from 1 */
    @Transactional(propagation = Propagation.SUPPORTS)
    public byte[] page(long id, int number) {
        var drawn = pages.page(file(id), number);
        if (drawn == null) {
            throw new NoSuchFile();
        }
        return drawn;
    }

    /** Kept apart by somebody's rule: not even its uploader has it any more. */
    static final class Barred extends Refusal {
        Barred(String name) {
            super(Kind.FORBIDDEN, "files.barred", name);
        }
    }

    /** No such file, or one may not know of it. */
    static final class NoSuchFile extends Refusal {
        NoSuchFile() {
            super(Kind.NOT_FOUND, "files.not-found");
        }
    }
}
