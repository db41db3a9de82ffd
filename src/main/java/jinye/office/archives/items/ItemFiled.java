package jinye.office.archives.items;

import jinye.kernel.Actor;
import jinye.kernel.RecordId;

/** A record became an item, in the same transaction. */
public record ItemFiled(Actor actor, long item, RecordId record, String archiveNumber) {}
