package jinye.platform.workflow;

import java.util.List;

/** People were given the matter to read (传阅). Synchronous: the desk grants them reading. */
public record PeopleCirculated(long matter, String kind, long record, List<Long> readers, long by) {}
