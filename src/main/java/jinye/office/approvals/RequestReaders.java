package jinye.office.approvals;

import java.util.List;
import java.util.Map;
import jinye.kernel.Grant;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import org.springframework.stereotype.Component;

/** 谁能看: who may read a request and why, by name. */
@Component
class RequestReaders {

    /** @param who name of a person, department or unit. @param sort 个人, 部门, 单位, 岗位 or 角色 */
    record RequestReader(String who, String sort, String reason) {}

    private final RequestGrants grants;
    private final Directory directory;

    RequestReaders(RequestGrants grants, Directory directory) {
        this.grants = grants;
        this.directory = directory;
    }

    List<RequestReader> of(long request) {
        var found = grants.of(request);
        var people = directory.people(found.stream()
                .filter(grant -> sort(grant).equals("person"))
                .map(RequestReaders::id)
                .toList());
        return found.stream().map(grant -> reader(grant, people)).distinct().toList();
    }

    private RequestReader reader(Grant grant, Map<Long, Person> people) {
        return switch (sort(grant)) {
            case "person" -> {
                var person = people.get(id(grant));
                yield new RequestReader(person == null ? "已离职人员" : person.name(), "个人", grant.reason());
            }
            case "department" ->
                new RequestReader(directory.department(id(grant)).name(), "部门", grant.reason());
            case "unit" -> new RequestReader(directory.unit(id(grant)).name(), "单位", grant.reason());
            case "post" -> new RequestReader("任该岗位的人员", "岗位", grant.reason());
            default -> new RequestReader("任该角色的人员", "角色", grant.reason());
        };
    }

    private static String sort(Grant grant) {
        return grant.token().substring(0, Math.max(0, grant.token().indexOf(':')));
    }

    private static long id(Grant grant) {
        return Long.parseLong(grant.token().substring(grant.token().indexOf(':') + 1));
    }
}
