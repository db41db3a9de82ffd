package jinye.office.transmission;

import jinye.platform.directory.Unit;

/**
 * 外单位: a unit of another node, as that node's signed address book names it.
 *
 * @param direct 越级交换许可: may be written to over a level between
 */
public record OutsideUnit(String node, String code, String name, String shortName, Unit.Level level, boolean direct) {}
