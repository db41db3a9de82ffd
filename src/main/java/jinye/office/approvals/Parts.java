package jinye.office.approvals;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.Grant;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.office.approvals.kinds.Kind;
import jinye.office.approvals.kinds.KindSettings.PartSettings;
import jinye.platform.directory.Department;
import jinye.platform.directory.Directory;
import jinye.platform.forms.Forms;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 并联审批: several departments are asked at once, each answers in its own time, one may be asked again. */
@Component
class Parts {

    private final PartStore store;
    private final RequestStore requests;
    private final IndicatorStore indicators;
    private final RequestGrants grants;
    private final ApprovalKinds kinds;
    private final Forms forms;
    private final Directory directory;
    private final Clock clock;

    Parts(
            PartStore store,
            RequestStore requests,
            IndicatorStore indicators,
            RequestGrants grants,
            ApprovalKinds kinds,
            Forms forms,
            Directory directory,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.indicators = indicators;
        this.grants = grants;
        this.kinds = kinds;
        this.forms = forms;
        this.directory = directory;
        this.clock = clock;
    }

    /** The answer of each department that counts: its latest. */
    List<Part> present(long request) {
        return store.of(request).stream().filter(part -> part.state.stands()).toList();
    }

    /** How they answered so far. */
    Map<String, Object> facts(Request request, Kind kind) {
        var settings = kind.settings().part();
        if (settings == null) {
            return Map.of();
        }
        var present = present(request.id);
        var answered = present.stream()
                .filter(part -> part.state == Part.State.ANSWERED)
                .toList();
        long agree = answered.stream()
                .filter(part -> settings.agree().contains(part.conclusion))
                .count();
        var facts = new HashMap<String, Object>();
        facts.put("partsAsked", present.size());
        facts.put("partsAnswered", answered.size());
        facts.put("partsAgree", agree);
        facts.put("partsDisagree", answered.size() - agree);
        facts.put("partsSilent", answered.stream().filter(part -> part.silent).count());
        facts.put("partsConflict", conflicts(request, settings, answered).size());
        return facts;
    }

    /** Whom to ask now: those the form or a table names, without those whose answer stands and those taken out by hand. */
    Map<String, Object> asked(Request request, Kind kind, Map<String, Object> facts) {
        var settings = kind.settings().part();
        if (settings == null) {
            return Map.of();
        }
        Set<Long> done = store.of(request.id).stream()
                .filter(part -> part.state.stands() || part.state == Part.State.WITHDRAWN)
                .map(part -> part.department)
                .collect(Collectors.toSet());
        var asked = named(request, facts.get(settings.departments())).stream()
                .filter(department -> !done.contains(department))
                .toList();
        return Map.of("asked", asked);
    }

    /** Ids, or codes of departments of the applicant's unit; what the unit does not have is left out. */
    private List<Long> named(Request request, @Nullable Object named) {
        var found = new LinkedHashSet<Long>();
        var words = named instanceof Collection<?> many ? many : named == null ? List.of() : List.of(named);
        var own = directory.departmentsOf(request.origin.unit());
        for (var word : words) {
            if (word instanceof Number id) {
                found.add(id.longValue());
            } else {
                own.stream()
                        .filter(department -> department.code().equals(word))
                        .map(Department::id)
                        .forEach(found::add);
            }
        }
        return List.copyOf(found);
    }

    List<Comparison.PartConflict> conflicts(Request request, PartSettings settings, List<Part> answered) {
        var conflicts = new ArrayList<Comparison.PartConflict>();
        var conclusions = new LinkedHashMap<String, String>();
        answered.forEach(part -> conclusions.put(part.departmentName, String.valueOf(part.conclusionLabel)));
        var different = Comparison.conclusions(settings.conclusion(), "结论", conclusions);
        if (different != null) {
            conflicts.add(different);
        }
        var values = indicators.ofParts(request.id);
        for (var compared : settings.compare()) {
            var own = new LinkedHashMap<String, IndicatorStore.Value>();
            for (var part : answered) {
                values.stream()
                        .filter(value -> value.part() != null
                                && value.part() == part.id
                                && value.field().equals(compared.field()))
                        .findFirst()
                        .ifPresent(value -> own.put(part.departmentName, value));
            }
            if (!own.isEmpty()) {
                var conflict = Comparison.values(
                        compared, own.values().iterator().next().title(), own);
                if (conflict != null) {
                    conflicts.add(conflict);
                }
            }
        }
        return conflicts;
    }

    /** A department is asked: it gets a sheet of its own and may read the request. */
    long ask(Request request, long department, String departmentName) {
        var earlier = store.of(request.id).stream()
                .filter(part -> part.department == department)
                .toList();
        var again = earlier.isEmpty() ? null : earlier.getLast().askedAgain;
        var part = new Part(
                requests.nextId(),
                1,
                request.id,
                earlier.size() + 1,
                request.kindVersion,
                department,
                departmentName,
                again == null ? "" : again,
                clock.instant(),
                Part.State.ASKED,
                Forms.data("{}"));
        store.insert(part);
        grants.grant(request, Grant.department(department), "会审部门");
        return part.id;
    }

    /** Nothing was entered in time, and the kind says what that counts as. */
    void fallSilent(Part part) {
        part.silent = true;
    }

    /** The sub-matter was ended before it answered. @param asking whether the step that asked is still open */
    void ended(Part part, boolean asking) {
        if (part.state == Part.State.ASKED) {
            part.state = asking ? Part.State.WITHDRAWN : Part.State.LAPSED;
            store.update(part);
        }
    }

    /** The sub-matter begins anew. */
    void begun(Part part) {
        if (part.state == Part.State.WITHDRAWN || part.state == Part.State.LAPSED) {
            part.state = Part.State.ASKED;
            store.update(part);
        }
    }

    /** The sub-matter is over: the answer stands. */
    void answered(Part part, String byName) {
        var request = requests.get(part.request);
        var kind = kinds.version(request.kind, part.kindVersion);
        var settings = kind.settings().part();
        var form = kind.partForm();
        if (settings == null || form == null || part.state != Part.State.ASKED) {
            return;
        }
        var field = form.field(settings.conclusion());
        var word = part.data.path(settings.conclusion()).asString("");
        if (part.silent) {
            word = settings.silent() == null ? "" : settings.silent();
            if (field != null && !word.isEmpty()) {
                part.data.put(settings.conclusion(), word);
            }
        }
        part.conclusion = word.isEmpty() ? null : word;
        var label = field == null ? word : forms.words(field, part.data.path(settings.conclusion()));
        part.conclusionLabel = part.silent ? (word.isEmpty() ? "逾期未复" : "逾期未复视为" + label) : label;
        part.state = Part.State.ANSWERED;
        part.answeredAt = clock.instant();
        part.answeredByName = part.silent ? "系统" : byName;
        store.update(part);
        indicators.replace(request.id, part.id, forms.indicators(form, part.data));
    }

    /** 重新征求: the answer of one department no longer counts; the others are left alone. */
    void replace(Part part, String question) {
        part.state = Part.State.REPLACED;
        part.askedAgain = question;
        store.update(part);
    }
}
