package jinye.office.archives.disposal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.office.archives.items.Fixation;
import jinye.office.archives.items.ItemList;
import jinye.office.archives.items.ItemState;
import jinye.office.archives.items.Retentions;
import jinye.office.archives.items.Standings;
import jinye.platform.directory.Directory;
import jinye.platform.journal.Journal;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 鉴定: at the end of its period each item is looked at by a group; only what all of them would destroy goes onto a list. */
@Service
@Transactional
class Appraisals {

    static final int OPINIONS_MIN = 2;
    private static final int SIZE_MAX = 500;
    /** The longest proposal counts. */
    private static final List<String> PERIODS = List.of("D10", "D30", "Y");

    record ItemOpinion(long item, String outcome, @Nullable String retention, String reason) {}

    record AppraisalView(
            AppraisalRegister.Appraisal appraisal,
            List<AppraisalRegister.AppraisalMember> members,
            List<AppraisalRegister.AppraisedItem> items,
            List<AppraisalRegister.AppraisalOpinion> opinions,
            boolean mayGiveOpinion,
            boolean mayConclude,
            @Nullable Long disposal) {}

    private final AppraisalRegister register;
    private final DisposalRegister disposals;
    private final Standings standings;
    private final Retentions retentions;
    private final ItemList items;
    private final Fixation fixation;
    private final Directory directory;
    private final Messages messages;
    private final Journal journal;
    private final Clock clock;

    Appraisals(
            AppraisalRegister register,
            DisposalRegister disposals,
            Standings standings,
            Retentions retentions,
            ItemList items,
            Fixation fixation,
            Directory directory,
            Messages messages,
            Journal journal,
            Clock clock) {
        this.register = register;
        this.disposals = disposals;
        this.standings = standings;
        this.retentions = retentions;
        this.items = items;
        this.fixation = fixation;
        this.directory = directory;
        this.messages = messages;
        this.journal = journal;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<AppraisalRegister.DueItem> due(Actor actor) {
        actor.require("archives.file");
        return register.due(actor.unit(), today());
    }

    long open(Actor actor, String name, List<Long> chosen, List<Long> group) {
        actor.require("archives.file");
        if (chosen.isEmpty() || chosen.size() > SIZE_MAX || new HashSet<>(chosen).size() != chosen.size()) {
            throw new WrongNumber(SIZE_MAX);
        }
        if (Set.copyOf(group).size() < OPINIONS_MIN) {
            throw new TooFewMembers(OPINIONS_MIN);
        }
        chosen.forEach(item -> items.requireOwn(actor, item));
        requireFree(chosen);
        var people = Set.copyOf(group).stream().sorted().map(directory::person).toList();
        for (var person : people) {
            if (directory.department(person.department()).unit() != actor.unit()) {
                throw new NotOfTheUnit(person.name());
            }
        }
        long id = register.open(
                actor,
                name.strip(),
                people,
                people.stream()
                        .map(person -> directory.department(person.department()).name())
                        .toList(),
                chosen);
        standings.move(chosen, ItemState.APPRAISING);
        record(actor, id, "archives.open-appraisal", Map.of("items", chosen.size(), "members", group.size()));
        messages.tell(
                actor,
                group,
                new Message(
                        "archives.appraisal." + id,
                        "archives.appraisal",
                        "请对到期档案提出鉴定意见：" + name.strip(),
                        "/archives/appraisals/" + id,
                        Urgency.PLAIN));
        return id;
    }

    /** One opinion of one of the group for each item; it is given once and stands. */
    void opine(Actor actor, long id, List<ItemOpinion> given) {
        var appraisal = register.lock(id);
        requireMember(actor, id);
        if (appraisal.concluded()) {
            throw new Concluded(appraisal.name());
        }
        var asked = register.items(id).stream()
                .map(AppraisalRegister.AppraisedItem::item)
                .toList();
        if (given.size() != asked.size()
                || !given.stream().map(ItemOpinion::item).toList().containsAll(asked)) {
            throw new EveryItem(asked.size());
        }
        if (register.opinions(id).stream().anyMatch(one -> one.person() == actor.person())) {
            throw new AlreadyGiven();
        }
        for (var one : given) {
            boolean extend = one.outcome().equals("EXTEND");
            if (extend && one.retention() == null || one.reason().isBlank()) {
                throw new OpinionIncomplete();
            }
            register.opine(
                    actor,
                    id,
                    one.item(),
                    one.outcome(),
                    extend ? one.retention() : null,
                    one.reason().strip());
        }
        record(actor, id, "archives.give-appraisal", Map.of("items", given.size()));
    }

    /** @return the list of what is to be destroyed, null when everything is kept on */
    @Nullable
    Long conclude(Actor actor, long id) {
        actor.require("archives.file");
        var appraisal = register.lock(id);
        if (appraisal.unit() != actor.unit()) {
            throw new AppraisalRegister.NoSuchAppraisal();
        }
        if (appraisal.concluded()) {
            throw new Concluded(appraisal.name());
        }
        var waiting = register.members(id).stream().filter(one -> !one.done()).toList();
        if (!waiting.isEmpty()) {
            throw new OpinionsMissing(waiting.getFirst().name());
        }
        var opinions = register.opinions(id);
        var asked = register.items(id);
        requireFree(asked.stream().map(AppraisalRegister.AppraisedItem::item).toList());
        var destroy = new ArrayList<Long>();
        for (var item : asked) {
            var own = opinions.stream().filter(one -> one.item() == item.item()).toList();
            boolean all = own.size() >= OPINIONS_MIN
                    && own.stream().allMatch(one -> one.outcome().equals("DESTROY"));
            if (all) {
                register.concluded(id, item.item(), "DESTROY", null);
                destroy.add(item.item());
            } else {
                extend(id, item, own);
            }
        }
        register.close(actor, id);
        record(actor, id, "archives.conclude-appraisal", Map.of("destroy", destroy.size(), "items", asked.size()));
        if (destroy.isEmpty()) {
            return null;
        }
        standings.move(destroy, ItemState.TO_DESTROY);
        return disposals.list(actor, id, destroy);
    }

    private void extend(
            long id, AppraisalRegister.AppraisedItem item, List<AppraisalRegister.AppraisalOpinion> opinions) {
        var longest = opinions.stream()
                .map(AppraisalRegister.AppraisalOpinion::retention)
                .filter(java.util.Objects::nonNull)
                .max(Comparator.comparingInt(PERIODS::indexOf))
                .orElse("D10");
        register.concluded(id, item.item(), "EXTEND", longest);
        standings.retain(item.item(), longest, retentions.until(longest, today().getYear()));
        standings.move(List.of(item.item()), ItemState.FILED);
        var number = items.number(item.item());
        fixation.add(number.fonds(), "EXTENDED", number.text(), id + "|" + longest);
    }

    /** Nothing held and nothing that is not due is even looked at. */
    private void requireFree(List<Long> chosen) {
        standings.lock(chosen).stream()
                .filter(Standings.Standing::held)
                .findFirst()
                .ifPresent(one -> {
                    throw new Holds.Held(one.archiveNumber());
                });
        var early = register.notDue(chosen, today());
        if (!early.isEmpty()) {
            throw new NotDue(early.getFirst());
        }
    }

    @Transactional(readOnly = true)
    List<AppraisalRegister.Appraisal> list(Actor actor) {
        actor.require("archives.read");
        return register.list(actor.may("archives.file") ? actor.unit() : 0, actor.person());
    }

    @Transactional(readOnly = true)
    AppraisalView view(Actor actor, long id) {
        actor.require("archives.read");
        var appraisal = register.find(id);
        boolean keeps = actor.may("archives.file") && actor.unit() == appraisal.unit();
        var members = register.members(id);
        var me = members.stream().filter(one -> one.person() == actor.person()).findFirst();
        if (!keeps && me.isEmpty() && !disposals.decides(actor, appraisal.unit())) {
            throw new AppraisalRegister.NoSuchAppraisal();
        }
        // before all have given theirs, each sees only their own: opinions are independent
        boolean all = members.stream().allMatch(AppraisalRegister.AppraisalMember::done);
        var opinions = register.opinions(id).stream()
                .filter(one -> all || one.person() == actor.person())
                .toList();
        return new AppraisalView(
                appraisal,
                members,
                register.items(id),
                opinions,
                me.filter(one -> !one.done()).isPresent() && !appraisal.concluded(),
                keeps && all && !appraisal.concluded(),
                disposals.of(id));
    }

    private void requireMember(Actor actor, long id) {
        if (register.members(id).stream().noneMatch(one -> one.person() == actor.person())) {
            throw new AppraisalRegister.NoSuchAppraisal();
        }
    }

    private void record(Actor actor, long id, String act, Map<String, ?> facts) {
        journal.record(actor, act, new RecordId("archives.appraisal", id), facts);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Moments.ZONE);
    }

    static final class WrongNumber extends Refusal {
        WrongNumber(int most) {
            super(Kind.INVALID, "archives.batch-too-large", most);
        }
    }

    static final class TooFewMembers extends Refusal {
        TooFewMembers(int least) {
            super(Kind.INVALID, "archives.too-few-members", least);
        }
    }

    static final class NotOfTheUnit extends Refusal {
        NotOfTheUnit(String name) {
            super(Kind.INVALID, "archives.not-of-the-unit", name);
        }
    }

    static final class NotDue extends Refusal {
        NotDue(String number) {
            super(Kind.CONFLICT, "archives.not-due", number);
        }
    }

    static final class Concluded extends Refusal {
        Concluded(String name) {
            super(Kind.CONFLICT, "archives.appraisal-concluded", name);
        }
    }

    static final class EveryItem extends Refusal {
        EveryItem(int items) {
            super(Kind.INVALID, "archives.opinion-for-every-item", items);
        }
    }

    static final class AlreadyGiven extends Refusal {
        AlreadyGiven() {
            super(Kind.CONFLICT, "archives.opinion-given");
        }
    }

    static final class OpinionIncomplete extends Refusal {
        OpinionIncomplete() {
            super(Kind.INVALID, "archives.opinion-incomplete");
        }
    }

    static final class OpinionsMissing extends Refusal {
        OpinionsMissing(String name) {
            super(Kind.CONFLICT, "archives.opinions-missing", name);
        }
    }
}
