package jinye.office.archives.disposal;

import jinye.kernel.Actor;
import jinye.kernel.RecordId;

/** An item is destroyed by rule; its desk forgets the content too. @param because number of the 销毁清册 */
public record ItemDestroyed(Actor actor, long item, RecordId record, String because) {}
