package jinye.platform.search;

import java.util.function.Consumer;

/** A desk whose records may be found. Asked when the index has to be built anew. */
public interface SearchSource {

    String module();

    /** Streams every entry as it stands now, without holding all of them in memory. */
    void all(Consumer<SearchEntry> entries);
}
