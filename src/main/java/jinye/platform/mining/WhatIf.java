package jinye.platform.mining;

import java.util.Map;
import java.util.Set;

/**
 * A change to try on the past.
 *
 * @param reviewers   node → how many more people handle it, less when negative
 * @param dropped     nodes nobody passes any more
 * @param returnShare which part of the returns still happens, between 0 and 1
 * @param arrivals    how many cases come for each one that came, 1 for as many
 */
record WhatIf(Map<String, Integer> reviewers, Set<String> dropped, double returnShare, double arrivals) {

    static final WhatIf NOTHING = new WhatIf(Map.of(), Set.of(), 1, 1);
}
