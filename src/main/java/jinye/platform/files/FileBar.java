package jinye.platform.files;

import jinye.kernel.Actor;

/** Keeps uploads from being fetched, though no record holds them: asked of every bean before bytes go back to an uploader. */
public interface FileBar {

    /** By what the file contains, so that the same bytes uploaded again are barred too. */
    boolean bars(Actor reader, StoredFile file);
}
