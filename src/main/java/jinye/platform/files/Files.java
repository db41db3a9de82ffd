package jinye.platform.files;

import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import jinye.kernel.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of files. */
@Service
@Transactional
public class Files {

    /** Stores bytes the system itself made (a PDF, an export). */
    public StoredFile store(Actor actor, String name, InputStream content) {
        throw new UnsupportedOperationException();
    }

    public StoredFile file(long id) {
        throw new UnsupportedOperationException();
    }

    /** In the order of the ids. */
    public List<StoredFile> files(Collection<Long> ids) {
        throw new UnsupportedOperationException();
    }

    /** A file this actor uploaded and that no record holds yet; anything else is refused as not found. */
    public StoredFile uploadedBy(Actor actor, long id) {
        throw new UnsupportedOperationException();
    }

    /** The caller closes the stream and has checked that the reader may read the record holding the file. */
    public InputStream open(long id) {
        throw new UnsupportedOperationException();
    }

    /** Plain text of a file for searching; empty when it has none. */
    public String text(long id) {
        throw new UnsupportedOperationException();
    }
}
