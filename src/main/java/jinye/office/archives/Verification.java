package jinye.office.archives;

import java.util.List;

/** 四性检测, 完整性 and 真实性. @param broken names of components that are not what was filed, or are away */
record Verification(boolean sound, boolean manifestSound, List<String> broken, int checked) {}
