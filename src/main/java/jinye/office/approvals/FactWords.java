package jinye.office.approvals;

import java.util.Map;
import java.util.stream.Collectors;
import jinye.office.approvals.kinds.Kind;
import jinye.platform.directory.Department;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import jinye.platform.forms.Forms;
import jinye.platform.rules.DecisionTables;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** What people read instead of the codes of facts: 省级 for PROVINCE, 财务管理处 for CWC, the titles of a form's choices. */
@Component
class FactWords {

    private final Directory directory;
    private final Forms forms;

    FactWords(Directory directory, Forms forms) {
        this.directory = directory;
        this.forms = forms;
    }

    DecisionTables.Names of(Request request, Kind kind) {
        var part = kind.settings().part();
        var asked = part == null ? "" : part.departments();
        return (column, code) -> {
            var field = kind.form().field(column);
            if (field != null) {
                return forms.words(field, JsonNodeFactory.instance.stringNode(code));
            }
            if (column.equals("unitLevel")) {
                return level(code);
            }
            return column.equals("departmentCode") || column.equals(asked)
                    ? departments(request.origin.unit()).getOrDefault(code, code)
                    : code;
        };
    }

    private static String level(String code) {
        for (var level : Unit.Level.values()) {
            if (level.name().equals(code)) {
                return level.term();
            }
        }
        return code;
    }

    private Map<String, String> departments(long unit) {
        return directory.departmentsOf(unit).stream()
                .collect(Collectors.toMap(Department::code, Department::name, (first, second) -> first));
    }
}
