package jinye.kernel;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says who may read the records of one sort, for whoever asks 「为什么能看」. Every desk with readable records answers for its own and
 * is found by being a bean, so that nobody reads another's tables.
 */
public interface GrantSource {

    /** Of one sort of record only, such as {@code documents}; the record's id belongs to it. */
    String module();

    /** What people call such a record: 公文, 审批单. */
    String term();

    /** Why holders of which tokens may read the record; empty when there is none. */
    Set<Grant> grants(long record);

    Optional<NamedRecord> record(long id);

    /** The records with exactly this number (文号, 档号, 编号), at most twenty. */
    List<NamedRecord> numbered(String number);

    /** @param number as people write it; empty while there is none */
    record NamedRecord(long id, String number, String title) {}
}
