package jinye.platform.workflow;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.platform.workflow.process.Who;
import org.jspecify.annotations.Nullable;

/** Who stands behind the words of {@link Who}. The directory answers; tests have a bureau of their own. */
interface Staffing {

    /** In order: lead first, or order of turn. Empty when the post is not filled. */
    List<Handler> handlers(Who who, MatterState matter, long previous);

    /** Which post is missing, in Chinese, for the sentence of refusal. */
    String missing(Who who, MatterState matter);

    Optional<Handler> person(long id);

    /** A department and its unit, null when there is none of this id. */
    @Nullable
    Place placeOfDepartment(long department);

    /** A unit and the department that speaks for it (办公室). */
    @Nullable
    Place placeOfUnit(long unit);

    record Place(long department, String departmentName, long unit, String unitName) {}

    /** Those still in office, in the order given. */
    List<Handler> people(Collection<Long> ids);

    /** May this person be chosen from {@code unit-people} or {@code department-people}? Those lists are too long to draw up. */
    boolean belongs(Who staff, Handler candidate, MatterState matter, long previous);

    /** 部门负责人; empty while the post is vacant. */
    Optional<Handler> headOf(long department);

    /** Who leads the person's department; a head is led by the leader in charge. Empty when nobody does. */
    Optional<Handler> superior(long person);

    /** Those whose superior the person is by leading their department. */
    List<Long> team(long head);

    /** Everybody of a department, in order of rank. */
    List<Handler> department(long department);

    String departmentName(long department);

    boolean holdsPost(long person, String title);

    /** Who administers handling in the unit, among those who see its business. */
    List<Handler> administrators(long unit);

    /** Those of them who are away on the day (请假, 出差), with whoever stands in by the absence. */
    Map<Long, Away> away(Collection<Long> people, LocalDate day);

    /** @param substitute null when the absence names nobody, or somebody who is no longer here */
    record Away(String reason, @Nullable Handler substitute) {}
}
