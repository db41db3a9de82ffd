/**
 * 全文检索: an index of what may be found (text, facts, tokens), filtered by tokens in the query itself.
 *
 * <p>Desks put entries inside the transaction of the act; they wait in {@code search.pending} and are indexed right after the
 * commit, also after a crash. Until a change is in the index, the record is left out for everybody whom the change shut out:
 * a right that was taken away is gone at the next query. The index is derived: lost, damaged or of another database, it is
 * rebuilt from the desks' {@link jinye.platform.search.SearchSource}s. While it is away only searching is away.
 *
 * <p>The embedded index belongs to one process; several nodes need a shared search server behind the same mapping.
 */
@ApplicationModule(
        id = "search",
        displayName = "Search",
        allowedDependencies = {"kernel", "web"})
@NullMarked
package jinye.platform.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
